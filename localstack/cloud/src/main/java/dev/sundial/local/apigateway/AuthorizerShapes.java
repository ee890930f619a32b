package dev.sundial.local.apigateway;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.wire.Trees;

/** Authorizers as the control plane tells them. */
final class AuthorizerShapes {
  private AuthorizerShapes() {}

  static TokenAuthorizer find(RestApi api, String id) {
    TokenAuthorizer found = api.asks().get(id);
    if (found == null) {
      throw new AwsError(404, "NotFoundException", "Invalid Authorizer identifier specified");
    }
    return found;
  }

  static ObjectNode shape(TokenAuthorizer authorizer) {
    ObjectNode node =
        Trees.object()
            .put("id", authorizer.id())
            .put("name", authorizer.name())
            .put("type", "TOKEN")
            .put("authType", "custom")
            .put("authorizerUri", FunctionUri.to(authorizer.functionArn()))
            .put("identitySource", "method.request.header." + authorizer.header());
    if (!authorizer.expression().isEmpty()) {
      node.put("identityValidationExpression", authorizer.expression());
    }
    return node.put("authorizerResultTtlInSeconds", authorizer.ttlSeconds());
  }
}
