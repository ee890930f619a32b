package dev.sundial.local.apigateway;

import dev.sundial.local.endpoint.Account;
import dev.sundial.local.stack.Pending;
import dev.sundial.local.stack.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How API Gateway writes the function that it calls. */
final class FunctionUri {
  private static final Pattern FUNCTION =
      Pattern.compile(
          "arn:[^:]+:apigateway:[^:]+:lambda:path/2015-03-31/functions/(.+)/invocations");

  private FunctionUri() {}

  /** The function's ARN; a problem is noted when the property is something else. */
  static String of(Properties properties, String property) {
    String uri = properties.text(property);
    Matcher matcher = FUNCTION.matcher(uri);
    if (matcher.matches()) {
      return matcher.group(1);
    }
    if (!Pending.in(uri)) {
      properties.problem(property, "must be the invocations of a Lambda function, was " + uri);
    }
    return uri;
  }

  static String to(String functionArn) {
    return "arn:aws:apigateway:"
        + Account.REGION
        + ":lambda:path/2015-03-31/functions/"
        + functionArn
        + "/invocations";
  }
}
