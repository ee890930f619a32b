package dev.sundial.authorizer;

import dev.sundial.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the authorizer answers: who calls, and whether they may.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-lambda-authorizer-output.html">Output
 *     from a Lambda authorizer</a>
 */
record AccessPolicy(String stage, Verdict verdict) {
  /** Who a refused caller is: nobody that is known. */
  private static final String NOBODY = "nobody";

  byte[] toJson() {
    Map<String, Object> answer = new LinkedHashMap<>();
    switch (verdict) {
      case Verdict.Accepted(String issuer, String subject) -> {
        answer.put("principalId", subject);
        answer.put("policyDocument", policy("Allow"));
        answer.put("context", Map.of("issuer", issuer, "subject", subject));
      }
      case Verdict.Refused refused -> {
        answer.put("principalId", NOBODY);
        answer.put("policyDocument", policy("Deny"));
      }
    }
    return JsonWriter.write(answer).getBytes(StandardCharsets.UTF_8);
  }

  private Map<String, Object> policy(String effect) {
    Map<String, Object> statement = new LinkedHashMap<>();
    statement.put("Action", "execute-api:Invoke");
    statement.put("Effect", effect);
    statement.put("Resource", stage);
    Map<String, Object> policy = new LinkedHashMap<>();
    policy.put("Version", "2012-10-17");
    policy.put("Statement", List.of(statement));
    return policy;
  }
}
