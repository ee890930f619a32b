package dev.sundial.local.apigateway;

import dev.sundial.local.stack.Deployment;

/** The short ids API Gateway makes up. */
final class Ids {
  private static final int NAME_LENGTH = 80;

  private Ids() {}

  /** The same again for a repeated create of the same resource. */
  static String of(Deployment deployment, int length) {
    String name = deployment.physicalName(NAME_LENGTH);
    return name.substring(name.length() - length);
  }
}
