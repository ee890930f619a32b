package dev.sundial.prediction;

import static dev.sundial.prediction.JsonSchema.object;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a stage may want of who asks. The function does not know: API Gateway checks it. */
enum Credential {
  /** In the form in which API Gateway exports it. */
  SIGV4(
      "A signature, AWS Signature Version 4 for the service `execute-api`",
      """
      --aws-sigv4 "aws:amz:$AWS_REGION:execute-api" \\
        --user "$AWS_ACCESS_KEY_ID:$AWS_SECRET_ACCESS_KEY" \\
        -H "x-amz-security-token: $AWS_SESSION_TOKEN\"""",
      object(
          "type",
          "apiKey",
          "name",
          "Authorization",
          "in",
          "header",
          "x-amazon-apigateway-authtype",
          "awsSigv4")),
  BEARER(
      "A bearer token, a JWT of the issuer that the stage trusts",
      "-H \"authorization: Bearer $TOKEN\"",
      object("type", "http", "scheme", "bearer", "bearerFormat", "JWT"));

  private final String meaning;
  private final String curl;
  private final Map<String, Object> scheme;

  Credential(String meaning, String curl, Map<String, Object> scheme) {
    this.meaning = meaning;
    this.curl = curl;
    this.scheme = scheme;
  }

  private String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** In a line. */
  String meaning() {
    return meaning;
  }

  /** What curl wants for it. */
  String curl() {
    return curl;
  }

  private Map<String, Object> described() {
    Map<String, Object> described = object();
    described.putAll(scheme);
    described.put("description", meaning);
    return described;
  }

  /** Nothing, or any one: OpenAPI's word for it. */
  static List<Object> anyOrNone() {
    List<Object> security = new ArrayList<>();
    security.add(object());
    for (Credential credential : values()) {
      security.add(object(credential.id(), List.of()));
    }
    return security;
  }

  /** The security schemes by their names. */
  static Map<String, Object> schemes() {
    Map<String, Object> schemes = new LinkedHashMap<>();
    for (Credential credential : values()) {
      schemes.put(credential.id(), credential.described());
    }
    return schemes;
  }
}
