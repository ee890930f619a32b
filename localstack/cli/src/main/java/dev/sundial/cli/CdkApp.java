package dev.sundial.cli;

import dev.sundial.naming.StageName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The CDK app of this checkout, for one stage. It runs in a process of its own, since it needs Node
 * and much memory for a moment.
 *
 * @param workspace where the app and the specs are
 * @param stage which stage
 * @param settings of the stage's yaml, replaced
 */
record CdkApp(Workspace workspace, StageName stage, Map<String, String> settings) {
  private static final String DIGEST = "sundial.digest";

  static CdkApp of(Workspace workspace, StageName stage, Map<String, String> settings) {
    Map<String, String> all = new TreeMap<>(settings);
    if (stage.equals(StageName.LOCAL) || stage.equals(StageName.SIMULATE)) {
      int port = workspace.withRunningPorts().port();
      if (port != Workspace.DEFAULT_PORT) {
        linksTo(port).forEach(all::putIfAbsent);
      }
    }
    return new CdkApp(workspace, stage, all);
  }

  /** Messages lead to the local cloud that sent them, not to whoever has the usual port. */
  private static Map<String, String> linksTo(int port) {
    String pages = "http://127.0.0.1:" + port + "/_sundial/";
    return Map.of("links.console", pages + "console", "links.runbook", pages + "runbook");
  }

  Path defaultFolder() {
    return infra().resolve("cdk.out").resolve(stage.value());
  }

  /** Whether the folder already holds what a synth would write. */
  boolean isCurrent(Path folder) throws IOException {
    Path mark = folder.resolve(DIGEST);
    return Files.exists(folder.resolve("manifest.json"))
        && Files.exists(mark)
        && Files.readString(mark).equals(digest());
  }

  /** Writes the templates. The mark of what they were made from is the last thing written. */
  void synthesise(Path folder) throws IOException, InterruptedException {
    String digest = digest();
    Files.deleteIfExists(folder.resolve(DIGEST));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx512m"));
    command.addAll(
        List.of("-cp", workspace.build().resolve("infra") + "/*", "dev.sundial.infra.SundialApp"));
    command.addAll(List.of("--stage", stage.value()));
    command.addAll(List.of("--models", models().toString()));
    command.addAll(List.of("--stages", infra().resolve("stages").toString()));
    command.addAll(List.of("--zips", workspace.build().resolve("zips").toString()));
    command.addAll(List.of("--out", folder.toString()));
    settings.forEach((key, value) -> command.addAll(List.of("--set", key + "=" + value)));
    // What it says is progress or an error, never the verb's answer.
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    // The CDK fills a page about the age of these Node versions, though it works on them.
    builder.environment().put("JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION", "20,21,22,23");
    if (run(builder) != 0) {
      throw new VerbFailed("the templates of stage " + stage + " could not be written");
    }
    Files.writeString(folder.resolve(DIGEST), digest);
  }

  /** Runs it to its end; it ends with this process, too. */
  private static int run(ProcessBuilder builder) throws IOException, InterruptedException {
    Process process = builder.start();
    Thread hook = new Thread(process::destroy, "stop synth");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      process.getOutputStream().close();
      process.getInputStream().transferTo(System.err);
      return process.waitFor();
    } finally {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        // It is running already.
      }
    }
  }

  /** The models of the stage; a simulation has its own. */
  private Path models() {
    return stage.equals(StageName.SIMULATE)
        ? workspace.home().resolve("localstack/simulation/models")
        : infra().resolve("models");
  }

  private Path infra() {
    return workspace.home().resolve("infra-cdk");
  }

  /** Of everything a synth reads: the build, the specs, the settings. */
  private String digest() throws IOException {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      sha.update(workspace.build().getFileName().toString().getBytes(StandardCharsets.UTF_8));
      sha.update((stage + settings.toString()).getBytes(StandardCharsets.UTF_8));
      for (Path file : specs()) {
        sha.update(file.getFileName().toString().getBytes(StandardCharsets.UTF_8));
        sha.update(Files.readAllBytes(file));
      }
      return HexFormat.of().formatHex(sha.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<Path> specs() throws IOException {
    List<Path> files = new ArrayList<>();
    for (Path folder : List.of(models(), infra().resolve("stages"))) {
      try (Stream<Path> inside = Files.list(folder)) {
        inside.filter(Files::isRegularFile).sorted().forEach(files::add);
      }
    }
    return files;
  }
}
