package dev.sundial.freshness;

import dev.sundial.json.InvalidDocumentException;
import dev.sundial.json.JsonReader;
import dev.sundial.json.JsonWriter;
import dev.sundial.json.Value;
import dev.sundial.naming.ModelName;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Asks the prediction function itself, as the API would ask it: where callers bring tokens, the
 * probe has none to bring.
 *
 * @param invocations where the function is invoked
 */
record DirectPrediction(SignedPost post, URI invocations) implements Predicting {
  private static final int FAILED = 502;

  @Override
  public SignedPost.Reply predict(ModelName model, String row) throws IOException {
    SignedPost.Reply reply = post.send(invocations, event(model, row));
    if (reply.status() != 200) {
      return reply;
    }
    if (reply.header("x-amz-function-error").isPresent()) {
      return new SignedPost.Reply(FAILED, Map.of(), reply.body());
    }
    try {
      if (JsonReader.read("answer", reply.body()) instanceof Value.Fields answer
          && answer.fields().get("statusCode") instanceof Value.Number status
          && answer.fields().get("headers") instanceof Value.Fields headers
          && answer.fields().get("body") instanceof Value.Text body) {
        return new SignedPost.Reply(status.number().intValue(), texts(headers), body.text());
      }
    } catch (InvalidDocumentException e) {
      // Told below.
    }
    throw new IOException("what the function answered is no answer to the API");
  }

  private static String event(ModelName model, String row) {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("resource", "/{proxy+}");
    event.put("path", "/models/" + model + "/predict");
    event.put("httpMethod", "POST");
    event.put("headers", Map.of("Content-Type", "application/json"));
    event.put("body", row);
    event.put("isBase64Encoded", false);
    return JsonWriter.write(event);
  }

  private static Map<String, String> texts(Value.Fields headers) {
    Map<String, String> texts = new HashMap<>();
    headers
        .fields()
        .forEach(
            (name, value) -> {
              if (value instanceof Value.Text text) {
                texts.put(name.toLowerCase(Locale.ROOT), text.text());
              }
            });
    return texts;
  }
}
