package dev.sundial.local.apigateway;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.sundial.local.apigateway.RestApi.ApiStage;
import java.util.Set;

/** What a gateway response may say of the request it answers. */
record ErrorContext(GatewayFailure failure, ApiStage stage, ApiRequest request) {
  private static final String REQUEST_HEADER = "method.request.header.";
  private static final String STAGE_VARIABLE = "stageVariables.";
  private static final Set<String> KNOWN =
      Set.of(
          "context.error.message",
          "context.error.messageString",
          "context.error.responseType",
          "context.requestId",
          "context.extendedRequestId",
          "context.httpMethod",
          "context.path",
          "context.stage");

  /** Whether {@link #value} knows it. */
  static boolean knows(String name) {
    return KNOWN.contains(name)
        || name.matches("stageVariables\\.\\w+")
        || name.matches("method\\.request\\.header\\.[A-Za-z0-9-]+");
  }

  /** Empty for what the request does not have. */
  String value(String name) {
    return switch (name) {
      case "context.error.message" -> failure.message();
      case "context.error.messageString" ->
          failure.message().isEmpty() ? "null" : TextNode.valueOf(failure.message()).toString();
      case "context.error.responseType" -> failure.type().name();
      case "context.requestId" -> request.id();
      case "context.extendedRequestId" -> request.extendedId();
      case "context.httpMethod" -> request.method();
      case "context.path" -> "/" + stage.name() + request.rawPath();
      case "context.stage" -> stage.name();
      default ->
          name.startsWith(REQUEST_HEADER)
              ? request.header(name.substring(REQUEST_HEADER.length()))
              : stage.variables().getOrDefault(name.substring(STAGE_VARIABLE.length()), "");
    };
  }
}
