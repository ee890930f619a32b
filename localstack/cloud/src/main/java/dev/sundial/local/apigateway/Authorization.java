package dev.sundial.local.apigateway;

/** Who may call a method: its {@code AuthorizationType}. */
public enum Authorization {
  /** Anybody. */
  NONE,

  /** Who signs, and may {@code execute-api:Invoke} it. */
  AWS_IAM,

  /** Who an authorizer says. */
  CUSTOM
}
