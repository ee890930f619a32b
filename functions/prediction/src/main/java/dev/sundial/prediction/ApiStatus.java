package dev.sundial.prediction;

import java.util.ArrayList;
import java.util.List;

/**
 * What can come instead of 200, by the function or by API Gateway before it: the one table that the
 * description of the API and its page are made from.
 */
enum ApiStatus {
  BAD_REQUEST(
      400,
      "BadRequest",
      "The body is not JSON, `labels` is neither `name` nor `index`, or the path is no"
          + " percent-encoding; in V1 whatever is wrong with the instances"),
  UNAUTHORIZED(401, "Unauthorized", "The stage wants a bearer token and got none that is good"),
  FORBIDDEN(403, "Forbidden", "Who asks may not, or did not sign where the stage wants it"),
  NOT_FOUND(404, "NotFound", "There is no such model, version or label"),
  METHOD_NOT_ALLOWED(405, "MethodNotAllowed", "The path answers other methods"),
  TOO_LARGE(
      413,
      "TooLarge",
      "The body, its rows or their answer exceed a limit; API Gateway tells of its own limit in its"
          + " own words"),
  WRONG_MEDIA(
      415, "WrongMedia", "The body is not `application/json` in UTF-8, or has a content encoding"),
  UNPROCESSABLE(
      422,
      "Unprocessable",
      "JSON that the model does not read: names missing, unknown or given twice, a wrong type or"
          + " shape, a number that is not finite; the field is named"),
  THROTTLED(429, "Throttled", "Too many requests at once"),
  FAILED(500, "Failed", "The function failed; the log has more"),
  BAD_GATEWAY(502, "BadGateway", "API Gateway got no answer that it understands"),
  UNAVAILABLE(503, "Unavailable", "No version can answer, or who asks cannot be checked, just now"),
  TIMED_OUT(504, "TimedOut", "The answer took too long");

  private final int code;
  private final String component;
  private final String when;

  ApiStatus(int code, String component, String when) {
    this.code = code;
    this.component = component;
    this.when = when;
  }

  int code() {
    return code;
  }

  /** Its name among the responses of the description. */
  String component() {
    return component;
  }

  /** When it is answered, in a sentence of CommonMark without its stop. */
  String when() {
    return when;
  }

  /** Whether an operation can be answered with it. */
  boolean mayAnswer(Operation operation) {
    boolean predicts = operation.kind() == Operation.Kind.PREDICT;
    return switch (this) {
      case NOT_FOUND -> namesVersion(operation);
      case TOO_LARGE, WRONG_MEDIA -> predicts;
      case UNPROCESSABLE -> predicts && operation.protocol() != Protocol.V1;
      case BAD_REQUEST,
          UNAUTHORIZED,
          FORBIDDEN,
          METHOD_NOT_ALLOWED,
          THROTTLED,
          FAILED,
          BAD_GATEWAY,
          UNAVAILABLE,
          TIMED_OUT ->
          true;
    };
  }

  /** The headers it may carry. */
  List<AnswerHeader> headers() {
    List<AnswerHeader> headers = new ArrayList<>();
    headers.add(AnswerHeader.X_REQUEST_ID);
    switch (this) {
      case BAD_REQUEST, TOO_LARGE, UNPROCESSABLE -> headers.addAll(AnswerHeader.OF_VERSION);
      case UNAUTHORIZED -> headers.add(AnswerHeader.WWW_AUTHENTICATE);
      case METHOD_NOT_ALLOWED -> headers.add(AnswerHeader.ALLOW);
      case THROTTLED, UNAVAILABLE -> headers.add(AnswerHeader.RETRY_AFTER);
      case FORBIDDEN, NOT_FOUND, WRONG_MEDIA, FAILED, BAD_GATEWAY, TIMED_OUT -> {}
    }
    return List.copyOf(headers);
  }

  /** The headers that 200 may carry. */
  static List<AnswerHeader> headersOfSuccess(Operation operation) {
    List<AnswerHeader> headers = new ArrayList<>();
    headers.add(AnswerHeader.X_REQUEST_ID);
    if (namesVersion(operation)) {
      headers.addAll(AnswerHeader.OF_VERSION);
    }
    return List.copyOf(headers);
  }

  /** Whether a version of a model answers. */
  private static boolean namesVersion(Operation operation) {
    return switch (operation.kind()) {
      case PREDICT, READY, METADATA -> true;
      case OPENAPI, DOCS, HEALTH, MODELS, SERVER, LIVE, SERVER_READY -> false;
    };
  }
}
