package dev.sundial.authorizer;

import dev.sundial.json.InvalidDocumentException;
import dev.sundial.json.JsonReader;
import dev.sundial.json.Value;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What API Gateway asks an authorizer of type TOKEN.
 *
 * @param header the request's Authorization header
 * @param stage the ARN of everything in the API's stage, method and path not told apart: the
 *     gateway keeps the answer for every request that comes with the same token
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-lambda-authorizer-input.html">Input
 *     to a Lambda authorizer</a>
 */
record AuthorizerEvent(String header, String stage) {
  static final int MAX_BYTES = 64 * 1024;

  private static final Pattern METHOD =
      Pattern.compile("(arn:[^:*]+:execute-api:[^:*]+:[^:*]+:[^/:*]+/[^/:*]+)/[^/]+(/.*)?");
  private static final Pattern BEARER = Pattern.compile("(?i:Bearer) +([^ ]+)");

  /**
   * @throws IllegalArgumentException when it is something else; its message repeats nothing of it
   */
  static AuthorizerEvent read(byte[] event) {
    try {
      if (event.length <= MAX_BYTES
          && JsonReader.read("event", event) instanceof Value.Fields fields
          && fields.fields().get("type") instanceof Value.Text type
          && type.text().equals("TOKEN")
          && fields.fields().get("authorizationToken") instanceof Value.Text header
          && fields.fields().get("methodArn") instanceof Value.Text arn) {
        Matcher method = METHOD.matcher(arn.text());
        if (method.matches()) {
          return new AuthorizerEvent(header.text(), method.group(1) + "/*");
        }
      }
    } catch (InvalidDocumentException e) {
      // Told below: its message may repeat a token.
    }
    throw new IllegalArgumentException("the event is not what an authorizer of type TOKEN is sent");
  }

  /** The token, where the header is of the scheme Bearer. */
  Optional<String> token() {
    Matcher bearer = BEARER.matcher(header);
    return bearer.matches() ? Optional.of(bearer.group(1)) : Optional.empty();
  }

  @Override
  public String toString() {
    return "a request to " + stage;
  }
}
