package dev.sundial.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What most would start instead: a python3 that imports scikit-learn, and answers once. */
final class AnsweringPython {
  static final String TITLE = "a python3 with scikit-learn";
  private static final double NANOS = 1e9;

  private final Path python;
  private final Path script;
  private final Path model;

  /**
   * Trains its model.
   *
   * @param python that can import scikit-learn
   * @param folder for the script and the model
   */
  AnsweringPython(Path python, Path folder) throws IOException, InterruptedException {
    this.python = python;
    this.script = folder.resolve("answering.py");
    this.model = folder.resolve("iris.pickle");
    try (InputStream in = AnsweringPython.class.getResourceAsStream("answering.py")) {
      Files.write(script, requireNonNull(in, "answering.py").readAllBytes());
    }
    Process writes = start("write", model.toString());
    writes.getOutputStream().close();
    writes.getInputStream().readAllBytes();
    if (writes.waitFor() != 0) {
      throw new IOException(python + " could not train its model");
    }
  }

  /** Seconds from the start of a process to its answer. */
  double answer() throws IOException, InterruptedException {
    long start = System.nanoTime();
    Process process = start(model.toString());
    try (OutputStream request = process.getOutputStream();
        BufferedReader out = process.inputReader(UTF_8)) {
      request.write(ServedIris.body().getBytes(UTF_8));
      request.close();
      String answer = String.valueOf(out.readLine());
      long answered = System.nanoTime();
      if (!answer.contains("\"label\": \"setosa\"")) {
        throw new IOException(TITLE + " answered " + answer);
      }
      return (answered - start) / NANOS;
    } finally {
      process.destroyForcibly();
      process.waitFor();
    }
  }

  private Process start(String... args) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(python.toString(), script.toString());
    builder.command().addAll(List.of(args));
    return builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }
}
