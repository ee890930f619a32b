package dev.sundial.infra;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The functions we write: the zip that the build makes, and the entry point in it. */
enum FunctionPackage {
  TRAINING("training", "dev.sundial.training.TrainingHandler"),
  PREDICTION("prediction", "dev.sundial.prediction.PredictionHandler"),
  PROBE("freshness", "dev.sundial.freshness.ProbeHandler"),
  SWEEP("freshness", "dev.sundial.freshness.SweepHandler"),
  AUTHORIZER("authorizer", "dev.sundial.authorizer.AuthorizerHandler"),
  SLACK("slack", "dev.sundial.slack.SlackHandler");

  private final String module;
  private final String handler;

  FunctionPackage(String module, String handler) {
    this.module = module;
    this.handler = handler;
  }

  /** The module that the zip is built by. */
  String module() {
    return module;
  }

  String handler() {
    return handler + "::handleRequest";
  }

  /**
   * The zip, as {@code training.zip} in the folder, or where the build leaves it: {@code
   * training/target/training.zip}.
   *
   * @throws SynthException when there is neither
   */
  Path zip(Path folder) {
    String file = module + ".zip";
    return Stream.of(folder.resolve(file), folder.resolve(module).resolve("target").resolve(file))
        .filter(Files::isRegularFile)
        .findFirst()
        .orElseThrow(
            () ->
                new SynthException(
                    folder + " holds no " + file + ": build the functions first (mvn package)"));
  }
}
