package dev.sundial.local.apigateway;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sundial.local.apigateway.RestApi.ApiResource;
import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.wire.Trees;
import java.util.TreeMap;

/** Resources, methods and integrations as the control plane tells them. */
final class ApiResources {

  private ApiResources() {}

  /**
   * @param embeds whether methods are told in full
   */
  static ObjectNode shape(ApiResource resource, boolean embeds) {
    ObjectNode node = Trees.object();
    node.put("id", resource.id());
    node.put("path", resource.path());
    if (!resource.parentId().isEmpty()) {
      node.put("parentId", resource.parentId());
      node.put("pathPart", resource.pathPart());
    }
    if (!resource.methods().isEmpty()) {
      ObjectNode methods = node.putObject("resourceMethods");
      new TreeMap<>(resource.methods())
          .keySet()
          .forEach(
              method -> methods.set(method, embeds ? method(resource, method) : Trees.object()));
    }
    return node;
  }

  static ObjectNode method(ApiResource resource, String method) {
    ObjectNode integration = integration(resource, method);
    ObjectNode node =
        Trees.object()
            .put("httpMethod", method)
            .put("authorizationType", resource.authorization(method).name())
            .put("apiKeyRequired", false);
    resource.authorizer(method).ifPresent(id -> node.put("authorizerId", id));
    node.set("methodIntegration", integration);
    return node;
  }

  static ObjectNode integration(ApiResource resource, String method) {
    String function = resource.methods().get(method);
    if (function == null) {
      throw new AwsError(404, "NotFoundException", "Invalid Method identifier specified");
    }
    return Trees.object()
        .put("type", "AWS_PROXY")
        .put("httpMethod", "POST")
        .put("uri", FunctionUri.to(function))
        .put("passthroughBehavior", "WHEN_NO_MATCH")
        .put("timeoutInMillis", 29_000)
        .put("cacheNamespace", resource.id());
  }
}
