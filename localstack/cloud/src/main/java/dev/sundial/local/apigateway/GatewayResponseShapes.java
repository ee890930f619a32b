package dev.sundial.local.apigateway;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.endpoint.AwsResponse;
import dev.sundial.local.wire.RestCall;
import dev.sundial.local.wire.Trees;
import java.util.Arrays;
import java.util.Map;

/**
 * Gateway responses as the control plane tells them: declared ones, and AWS's own of the others.
 */
final class GatewayResponseShapes {
  private static final String DEFAULT_TEMPLATE = "{\"message\":$context.error.messageString}";

  private GatewayResponseShapes() {}

  static AwsResponse all(RestApi api, RestCall call) {
    ObjectNode answer = Trees.object();
    for (ResponseType type : ResponseType.values()) {
      answer.withArray("item").add(shape(api, type));
    }
    return call.json(200, answer);
  }

  static AwsResponse one(RestApi api, RestCall call) {
    String name = call.label("type");
    ResponseType type =
        Arrays.stream(ResponseType.values())
            .filter(one -> one.name().equals(name))
            .findFirst()
            .orElseThrow(
                () ->
                    new AwsError(
                        404, "NotFoundException", "Invalid response type identifier specified"));
    return call.json(200, shape(api, type));
  }

  private static ObjectNode shape(RestApi api, ResponseType type) {
    GatewayResponse response =
        api.tells().of(type).orElseGet(() -> new GatewayResponse(0, Map.of(), ""));
    ObjectNode node = Trees.object().put("responseType", type.name());
    if (response.status() > 0) {
      node.put("statusCode", String.valueOf(response.status()));
    } else {
      type.status().ifPresent(status -> node.put("statusCode", String.valueOf(status)));
    }
    ObjectNode parameters = node.putObject("responseParameters");
    response.parameters().forEach(parameters::put);
    node.putObject("responseTemplates")
        .put(
            "application/json",
            response.template().isEmpty() ? DEFAULT_TEMPLATE : response.template());
    return node.put("defaultResponse", api.tells().of(type).isEmpty());
  }
}
