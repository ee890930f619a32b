package dev.sundial.infra;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Cloud assemblies that tests share, because the first synth of a process costs seconds: the
 * shipped stages, and one that is otherwise in everything, with the longest names.
 */
final class Synthesised {
  static final String LONGEST_STAGE = "abcdefghijkl";
  static final String LONGEST_MODEL = "a-name-of-24-characters0";

  static final Path LOCAL = shipped("local");
  private static final Path PROD = shipped("prod");
  static final Path OTHER = otherCheckout(folder("other")).synth(LONGEST_STAGE);

  private Synthesised() {}

  static Template local() {
    return Template.read(LOCAL, "sundial-local");
  }

  static Template localIris() {
    return Template.read(LOCAL, "sundial-local-iris-model");
  }

  static Template localSolar() {
    return Template.read(LOCAL, "sundial-local-solar-model");
  }

  static Template prod() {
    return Template.read(PROD, "sundial-prod");
  }

  static Template prodIris() {
    return Template.read(PROD, "sundial-prod-iris-model");
  }

  static Template other() {
    return Template.read(OTHER, "sundial-" + LONGEST_STAGE);
  }

  static Template otherModel() {
    return Template.read(OTHER, "sundial-" + LONGEST_STAGE + "-" + LONGEST_MODEL + "-model");
  }

  private static Path shipped(String stage) {
    return Checkout.shipped(folder("shipped-" + stage)).synth(stage);
  }

  /** A stage and a model that are in everything otherwise than what is shipped. */
  static Checkout otherCheckout(Path home) {
    return new Checkout(home)
        .zips()
        .stage(
            LONGEST_STAGE,
            """
            name: %s
            account: "123456789012"
            region: eu-central-1
            auth: jwt
            jwt:
              issuer: https://login.example.com/tenant
              audience: [sundial, "https://api.example.com"]
              jwksUri: https://keys.example.com/jwks
              cacheFor: PT2M
            trigger: rule
            kms: true
            architecture: arm64
            logRetention: P1D
            prediction: {memory: 512, timeout: PT29S, pointerInterval: PT5S}
            api: {accessLog: false, rate: 3, burst: 4, cors: [https://app.example.com], waf: managed}
            """
                .formatted(LONGEST_STAGE))
        .model(
            LONGEST_MODEL,
            """
            name: %s
            task: classification
            target: left
            data: {prefix: some/where/else/}
            trainer: {name: cart}
            schedule: {expression: rate(1 hour), retries: 0, maximumEventAge: PT1M}
            training: {memory: 3008, hardLimit: PT90S, retries: 0, maximumEventAge: PT1M, concurrency: off}
            """
                .formatted(LONGEST_MODEL));
  }

  private static Path folder(String name) {
    try {
      return Files.createTempDirectory(Files.createDirectories(Path.of("target/synth")), name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
