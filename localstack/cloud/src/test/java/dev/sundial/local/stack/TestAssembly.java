package dev.sundial.local.stack;

import dev.sundial.local.state.StateStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Writes a {@code cdk.out} of templates given as JSON with single quotes, and deploys it. */
final class TestAssembly {
  static final Instant NOW = Instant.parse("2026-11-20T03:15:00Z");

  private final Path folder;
  private final ThingType type = new ThingType();
  private final StateStore state = StateStore.inMemory();
  private final List<StackEvent> events = new ArrayList<>();
  private Stacks stacks;

  TestAssembly(Path folder) {
    this.folder = folder;
    this.stacks = open();
  }

  private Stacks open() {
    // One at a time, so that the order can be told.
    return new Stacks(List.of(type), state, Clock.fixed(NOW, ZoneOffset.UTC), Runnable::run);
  }

  ThingType things() {
    return type;
  }

  Stacks stacks() {
    return stacks;
  }

  /** As after a restart: everything but the state file is forgotten. */
  void restart() {
    stacks = open();
  }

  List<StackEvent> events() {
    return events;
  }

  /**
   * @param namesAndTemplates name, template, name, template …; a name {@code a<b} depends on stack
   *     b
   */
  TestAssembly write(String... namesAndTemplates) {
    StringBuilder artifacts = new StringBuilder();
    for (int i = 0; i < namesAndTemplates.length; i += 2) {
      String[] name = namesAndTemplates[i].split("<");
      file(name[0] + ".template.json", namesAndTemplates[i + 1]);
      artifacts
          .append(i == 0 ? "" : ",")
          .append("'" + name[0] + "':{'type':'aws:cloudformation:stack',")
          .append("'environment':'aws://unknown-account/unknown-region',")
          .append("'properties':{'templateFile':'" + name[0] + ".template.json'},")
          .append("'dependencies':[" + (name.length > 1 ? "'" + name[1] + "'" : "") + "]}");
    }
    manifest(artifacts.toString());
    return this;
  }

  /**
   * @param artifacts the members of the manifest's artifacts
   */
  TestAssembly manifest(String artifacts) {
    file("manifest.json", "{'version':'48.0.0','artifacts':{" + artifacts + "}}");
    return this;
  }

  void file(String name, String json) {
    try {
      Files.writeString(folder.resolve(name), json.replace('\'', '"'));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path folder() {
    return folder;
  }

  List<StackResult> deploy() {
    return stacks.deploy(folder, false, events::add);
  }

  List<StackResult> deployFresh() {
    return stacks.deploy(folder, true, events::add);
  }

  /** A template of these resources. */
  static String resources(String resources) {
    return "{'Resources':{" + resources + "}}";
  }

  /** A thing with these properties. */
  static String thing(String id, String properties) {
    return "'" + id + "':{'Type':'Test::Thing','Properties':{" + properties + "}}";
  }
}
