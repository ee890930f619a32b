package dev.sundial.infra;

import software.amazon.awscdk.RemovalPolicy;

/** A stage's removal as CloudFormation's deletion policy. */
final class Removals {
  private Removals() {}

  static RemovalPolicy of(StageSpec stage) {
    return switch (stage.removal()) {
      case RETAIN -> RemovalPolicy.RETAIN;
      case DESTROY -> RemovalPolicy.DESTROY;
    };
  }
}
