package dev.sundial.infra;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

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
   * The zip below the folder of functions.
   *
   * @throws SynthException when it has not been built
   */
  Path zip(Path functions) {
    String name = name().toLowerCase(Locale.ROOT);
    Path zip = functions.resolve(name).resolve("target").resolve(name + ".zip");
    if (!Files.isRegularFile(zip)) {
      throw new SynthException(zip + " is missing: build the functions first (mvn package)");
    }
    return zip;
  }
}
