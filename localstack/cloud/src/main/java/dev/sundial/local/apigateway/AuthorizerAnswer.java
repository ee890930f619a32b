package dev.sundial.local.apigateway;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sundial.local.iam.GivenPolicy;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What an authorizer answered.
 *
 * @param principal who calls
 * @param policy what they may
 * @param context what else is told to the integration
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-lambda-authorizer-output.html">Output
 *     from a Lambda authorizer</a>
 */
record AuthorizerAnswer(String principal, GivenPolicy policy, Map<String, String> context) {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  AuthorizerAnswer {
    context = Map.copyOf(context);
  }

  /** Empty when the gateway cannot make anything of it. */
  static Optional<AuthorizerAnswer> parse(byte[] payload) {
    try {
      JsonNode answer = JSON.readTree(payload);
      JsonNode principal = answer.path("principalId");
      if (!principal.isTextual() || !answer.path("policyDocument").isObject()) {
        return Optional.empty();
      }
      return context(answer.path("context"))
          .map(
              context ->
                  new AuthorizerAnswer(
                      principal.asText(),
                      GivenPolicy.parse(answer.path("policyDocument")),
                      context));
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Values as texts, which is how they are passed on; lists and objects may not be among them. */
  private static Optional<Map<String, String>> context(JsonNode node) {
    Map<String, String> texts = new LinkedHashMap<>();
    if (node.isMissingNode() || node.isNull()) {
      return Optional.of(texts);
    }
    boolean plain = node.isObject();
    for (var entry : node.properties()) {
      plain &= entry.getValue().isValueNode();
      texts.put(entry.getKey(), entry.getValue().asText());
    }
    return plain ? Optional.of(texts) : Optional.empty();
  }
}
