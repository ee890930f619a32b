package dev.sundial.infra;

import software.amazon.awscdk.RemovalPolicy;

/** A stage's removal as CloudFormation's deletion policy. */
final class Removals {
  private Removals() {}

  static RemovalPolicy of(StageSpec stage) {
    return switch (stage.removal()) {
      // Kept ever after, but not by a first deployment that failed: its names would be taken.
      case RETAIN -> RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE;
      case DESTROY -> RemovalPolicy.DESTROY;
    };
  }
}
