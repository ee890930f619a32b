package dev.sundial.local.apigateway;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sundial.local.endpoint.Account;
import dev.sundial.local.iam.ConditionKeys;
import dev.sundial.local.wire.Trees;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The event of a Lambda proxy integration, payload version 1.0.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html">Lambda
 *     proxy integrations</a>
 * @param caller who calls, where the method asks for it
 */
record ProxyEvent(RestApis.Served served, Route route, ApiRequest request, Admission caller) {
  private static final List<String> IDENTITY_NULLS =
      List.of(
          "cognitoIdentityPoolId",
          "accountId",
          "cognitoIdentityId",
          "caller",
          "principalOrgId",
          "accessKey",
          "cognitoAuthenticationType",
          "cognitoAuthenticationProvider",
          "userArn",
          "user");

  byte[] toJson() {
    ObjectNode event = Trees.object();
    event.put("resource", route.resource().path());
    event.put("path", request.rawPath());
    event.put("httpMethod", request.method());
    put(event, "headers", "multiValueHeaders", request.headers());
    put(event, "queryStringParameters", "multiValueQueryStringParameters", request.query());
    texts(event, "pathParameters", decoded(route.parameters()));
    texts(event, "stageVariables", served.stage().variables());
    event.set("requestContext", context());
    body(event);
    return Trees.bytes(event);
  }

  private ObjectNode context() {
    ObjectNode context = Trees.object();
    String stage = served.stage().name();
    context.put("resourceId", route.resource().id());
    context.put("resourcePath", route.resource().path());
    context.put("httpMethod", request.method());
    context.put("extendedRequestId", request.extendedId());
    context.put("requestTime", request.time());
    context.put("path", "/" + stage + request.rawPath());
    context.put("accountId", Account.ID);
    context.put("protocol", "HTTP/1.1");
    context.put("stage", stage);
    context.put("domainPrefix", served.api().id());
    context.put("requestTimeEpoch", request.at().toEpochMilli());
    context.put("requestId", request.id());
    ObjectNode identity = context.putObject("identity");
    IDENTITY_NULLS.forEach(identity::putNull);
    switch (caller) {
      case Admission.Anybody anybody -> {}
      case Admission.Signer signer -> identify(signer, identity);
      case Admission.Vouched vouched -> {
        ObjectNode authorizer = context.putObject("authorizer");
        new TreeMap<>(vouched.context()).forEach(authorizer::put);
        authorizer.put("principalId", vouched.principal());
        authorizer.put("integrationLatency", vouched.millis());
      }
    }
    identity.put("sourceIp", request.sourceIp());
    identity.put("userAgent", request.header("User-Agent"));
    context.put(
        "domainName",
        served.api().id() + ".execute-api." + Account.REGION + "." + Account.URL_SUFFIX);
    context.put("deploymentId", served.deployment().id());
    context.put("apiId", served.api().id());
    return context;
  }

  private static void identify(Admission.Signer signer, ObjectNode identity) {
    List<String> ids = signer.identity().facts().get(ConditionKeys.USER_ID);
    String user = ids == null ? Account.ID : ids.getFirst();
    identity.put("accountId", Account.ID);
    identity.put("accessKey", signer.accessKey());
    identity.put("userArn", signer.identity().arn());
    identity.put("caller", user);
    identity.put("user", user);
  }

  private void body(ObjectNode event) {
    boolean binary = isBinary(request.header("Content-Type"));
    if (request.body().length == 0) {
      event.putNull("body");
    } else if (binary) {
      event.put("body", Base64.getEncoder().encodeToString(request.body()));
    } else {
      event.put("body", new String(request.body(), StandardCharsets.UTF_8));
    }
    event.put("isBase64Encoded", binary && request.body().length > 0);
  }

  private boolean isBinary(String contentType) {
    String type = contentType.split(";", 2)[0].trim().toLowerCase(Locale.ROOT);
    return served.api().binaryMediaTypes().stream()
        .anyMatch(declared -> declared.equals("*/*") || declared.equalsIgnoreCase(type));
  }

  private static void put(
      ObjectNode event, String single, String multi, Map<String, List<String>> values) {
    if (values.isEmpty()) {
      event.putNull(single);
      event.putNull(multi);
      return;
    }
    ObjectNode last = event.putObject(single);
    ObjectNode all = event.putObject(multi);
    Set<String> names = new TreeSet<>(values.keySet());
    for (String name : names) {
      List<String> list = values.getOrDefault(name, List.of());
      last.put(name, list.getLast());
      ArrayNode array = all.putArray(name);
      list.forEach(array::add);
    }
  }

  private static void texts(ObjectNode event, String name, Map<String, String> values) {
    if (values.isEmpty()) {
      event.putNull(name);
    } else {
      ObjectNode object = event.putObject(name);
      values.forEach(object::put);
    }
  }

  private static Map<String, String> decoded(Map<String, String> parameters) {
    Map<String, String> decoded = new java.util.LinkedHashMap<>();
    parameters.forEach(
        (name, value) ->
            decoded.put(
                name, URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8)));
    return decoded;
  }
}
