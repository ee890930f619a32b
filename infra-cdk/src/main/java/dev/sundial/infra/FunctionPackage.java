package dev.sundial.infra;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/** The functions we write: the zip that the build makes of each, and its entry point. */
enum FunctionPackage {
  TRAINING("dev.sundial.training.TrainingHandler::handleRequest"),
  PREDICTION("dev.sundial.prediction.PredictionHandler::handleRequest");

  private final String handler;

  FunctionPackage(String handler) {
    this.handler = handler;
  }

  String handler() {
    return handler;
  }

  /**
   * The zip, as {@code training.zip} in the folder, or where the build leaves it: {@code
   * training/target/training.zip}.
   *
   * @throws SynthException when there is neither
   */
  Path zip(Path folder) {
    String name = name().toLowerCase(Locale.ROOT);
    String file = name + ".zip";
    return Stream.of(folder.resolve(file), folder.resolve(name).resolve("target").resolve(file))
        .filter(Files::isRegularFile)
        .findFirst()
        .orElseThrow(
            () ->
                new SynthException(
                    folder + " holds no " + file + ": build the functions first (mvn package)"));
  }
}
