package dev.sundial.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A copy of a {@code cdk.out} that somebody edits by hand. */
final class EditedTemplates {
  private final Path folder;

  /** Copies. */
  EditedTemplates(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
    this.folder = to;
  }

  Path folder() {
    return folder;
  }

  /**
   * Edits the properties of a resource.
   *
   * @param logicalId as the CDK app gives it, without the hash it appends
   */
  void edit(String stack, String logicalId, Consumer<ObjectNode> change) throws IOException {
    Path file = folder.resolve(stack + ".template.json");
    JsonNode template = Cloud.parse(Files.readString(file));
    String before = template.toString();
    change.accept((ObjectNode) resource(template, logicalId).get("Properties"));
    if (template.toString().equals(before)) {
      throw new IllegalStateException("the edit changes nothing of " + logicalId);
    }
    Files.writeString(file, template.toString());
  }

  /** Adds a stack of its own. */
  void add(String stack, JsonNode template) throws IOException {
    Path file = folder.resolve("manifest.json");
    JsonNode manifest = Cloud.parse(Files.readString(file));
    ObjectNode artefact = ((ObjectNode) manifest.get("artifacts")).putObject(stack);
    artefact.put("type", "aws:cloudformation:stack");
    artefact.put("environment", "aws://unknown-account/unknown-region");
    artefact.putObject("properties").put("templateFile", stack + ".template.json");
    Files.writeString(file, manifest.toString());
    Files.writeString(folder.resolve(stack + ".template.json"), template.toString());
  }

  private static JsonNode resource(JsonNode template, String logicalId) {
    for (Iterator<String> ids = template.get("Resources").fieldNames(); ids.hasNext(); ) {
      String id = ids.next();
      if (id.equals(logicalId) || id.matches(logicalId + "[0-9A-F]{8}")) {
        return template.get("Resources").get(id);
      }
    }
    throw new IllegalArgumentException("there is no " + logicalId);
  }
}
