package dev.sundial.cli;

import dev.sundial.spec.TrainerKind;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/**
 * The processes of a training bench: one JVM or one Python for each run.
 *
 * @param jars folder of the bench and of what it measures
 * @param memoryMegabytes of the Lambda function it stands for
 */
record BenchProcess(Path jars, int memoryMegabytes) {
  private static final String MAIN = "dev.sundial.bench.TrainingBench";
  private static final String SCRIPTS = "dev/sundial/bench/";

  /** Share of a function's memory that Lambda gives the heap. */
  private static final double HEAP_SHARE = 0.85;

  /** No function runs longer. */
  private static final long MOST_MINUTES = 15;

  /** How a process ended. */
  record Ended(int exit, String out) {}

  /** A Python that can do what a training bench compares with. */
  Optional<Path> python() throws IOException, InterruptedException {
    return python("pandas, sklearn");
  }

  /**
   * The first python3 on the path, or Debian's, that can import all of them.
   *
   * @param modules names, separated by commas
   */
  static Optional<Path> python(String modules) throws IOException, InterruptedException {
    List<Path> candidates = new ArrayList<>();
    String path = System.getenv().getOrDefault("PATH", "");
    for (String folder : path.split(File.pathSeparator)) {
      candidates.add(Path.of(folder, "python3"));
    }
    candidates.add(Path.of("/usr/bin/python3"));
    for (Path python : candidates) {
      if (Files.isExecutable(python)
          && run(List.of(python.toString(), "-c", "import " + modules)).exit() == 0) {
        return Optional.of(python);
      }
    }
    return Optional.empty();
  }

  /** The file with so many rows; made when it is not there. */
  Path data(Path folder, int rows) throws IOException, InterruptedException {
    Ended made = run(java("make", folder.toString(), "" + rows));
    if (made.exit() != 0) {
      throw new VerbFailed("the data could not be made: " + made.out());
    }
    return Path.of(Answers.message(made.out(), "file"));
  }

  BenchRun ours(Path file, TrainerKind kind) throws IOException, InterruptedException {
    return measured(run(java("train", file.toString(), kind.id())));
  }

  BenchRun theirs(Path python, Path file, TrainerKind kind) {
    try {
      String script = script("training.py", file.resolveSibling("training.py")).toString();
      return measured(run(List.of(python.toString(), script, file.toString(), kind.id())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new VerbFailed("interrupted");
    }
  }

  private static BenchRun measured(Ended ended) {
    List<String> lines = ended.out().lines().toList();
    String last = lines.isEmpty() ? "" : lines.getLast();
    if (ended.exit() == 0) {
      return BenchRun.parse(last);
    }
    String told =
        lines.stream().filter(line -> line.contains("Error")).findFirst().orElse(last).strip();
    return new BenchRun.Failed(
        ended.exit() < 0 ? "not done after " + MOST_MINUTES + " minutes" : "failed: " + told);
  }

  /** As a function with a processor of its own runs on Lambda. */
  private List<String> java(String... args) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:MaxHeapSize=" + Math.round(memoryMegabytes * 1024 * HEAP_SHARE) + "k");
    command.addAll(List.of("-XX:+UseSerialGC", "-Xshare:auto", "-XX:-UsePerfData"));
    command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-cp", jars + "/*", MAIN));
    command.addAll(Arrays.asList(args));
    return command;
  }

  /** Takes a script out of the bench's jar. */
  Path script(String name, Path to) throws IOException {
    try (var inside = Files.newDirectoryStream(jars, "sundial-localstack-bench-*.jar")) {
      for (Path path : inside) {
        try (JarFile jar = new JarFile(path.toFile())) {
          ZipEntry entry = jar.getEntry(SCRIPTS + name);
          try (InputStream in = jar.getInputStream(entry)) {
            Files.copy(in, to, StandardCopyOption.REPLACE_EXISTING);
          }
          return to;
        }
      }
    }
    throw new VerbFailed("the bench is not built: " + jars);
  }

  /** Runs it to its end; a negative exit means it had to be ended. It ends with this process. */
  private static Ended run(List<String> command) throws IOException, InterruptedException {
    return run(command, Map.of());
  }

  /** The same with further variables. */
  static Ended run(List<String> command, Map<String, String> variables)
      throws IOException, InterruptedException {
    Path out = Files.createTempFile("sundial-bench", ".out");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectInput(new File("/dev/null"))
            .redirectOutput(out.toFile());
    builder.environment().putAll(variables);
    Process process = builder.start();
    Thread hook = new Thread(process::destroyForcibly, "stop bench");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      boolean done = process.waitFor(MOST_MINUTES, TimeUnit.MINUTES);
      process.destroyForcibly();
      return new Ended(
          done ? process.exitValue() : -1, Files.readString(out, StandardCharsets.UTF_8));
    } finally {
      Files.deleteIfExists(out);
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        // It is running already.
      }
    }
  }
}
