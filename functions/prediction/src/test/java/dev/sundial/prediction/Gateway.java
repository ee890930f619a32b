package dev.sundial.prediction;

import dev.sundial.json.JsonReader;
import dev.sundial.json.JsonWriter;
import dev.sundial.json.Value;
import dev.sundial.naming.ModelName;
import dev.sundial.naming.StageName;
import dev.sundial.serving.ManualClock;
import dev.sundial.serving.ModelSourceFake;
import dev.sundial.serving.ServedModels;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sends requests to the API as API Gateway does, and takes its answers apart. */
final class Gateway {
  static final ModelName IRIS = new ModelName("iris");

  final ManualClock clock = new ManualClock();
  final ModelSourceFake source = new ModelSourceFake();
  final ByteArrayOutputStream log = new ByteArrayOutputStream();

  final ByteArrayOutputStream predictions = new ByteArrayOutputStream();

  private final ProxyExchange exchange;

  Gateway(List<ModelName> models, @Nullable ModelName defaultModel) {
    this(models, defaultModel, CrossOrigin.NONE);
  }

  Gateway(List<ModelName> models, @Nullable ModelName defaultModel, CrossOrigin readers) {
    ServingLog lines =
        new ServingLog(
            StageName.LOCAL, clock, new PrintStream(predictions, true, StandardCharsets.UTF_8));
    ServedModels served = new ServedModels(source, lines, clock, Duration.ofSeconds(60));
    PredictionApi api = new PredictionApi(models, Optional.ofNullable(defaultModel), served);
    exchange =
        new ProxyExchange(api, readers, lines, new PrintStream(log, true, StandardCharsets.UTF_8));
  }

  /** One model, iris, which is the default. */
  static Gateway ofIris() {
    return new Gateway(List.of(IRIS), IRIS);
  }

  /** An answer: {@code headers} without content-type and x-request-id, which every answer has. */
  record Answer(int status, Map<String, String> headers, String body) {
    String version() {
      return headers.getOrDefault("x-model-version", "none");
    }
  }

  Answer post(String path, String body) throws IOException {
    return send("POST", path, Map.of("Content-Type", "application/json"), body);
  }

  Answer predict(String body) throws IOException {
    return post("/predict", body);
  }

  Answer send(String method, String path, Map<String, String> headers, @Nullable String body)
      throws IOException {
    Map<String, @Nullable Object> event = new LinkedHashMap<>();
    event.put("resource", "/{proxy+}");
    event.put("path", path);
    event.put("httpMethod", method);
    event.put("headers", headers);
    event.put("requestContext", Map.of("requestId", "from-gateway"));
    event.put("body", body);
    event.put("isBase64Encoded", false);
    return answer(raw(JsonWriter.write(event).getBytes(StandardCharsets.UTF_8)), "from-gateway");
  }

  byte[] raw(byte[] event) throws IOException {
    return exchange.answer(new ByteArrayInputStream(event), "from-lambda");
  }

  /** Takes a proxy response apart, which must have exactly the fields a gateway reads. */
  static Answer answer(byte[] response, String requestId) {
    Map<String, Value> fields = fields(JsonReader.read("response", response));
    if (!List.copyOf(fields.keySet())
        .equals(List.of("statusCode", "headers", "isBase64Encoded", "body"))) {
      throw new AssertionError("not a proxy response: " + fields.keySet());
    }
    Map<String, String> headers = new HashMap<>();
    fields(get(fields, "headers")).forEach((name, value) -> headers.put(name, text(value)));
    List<String> always = new ArrayList<>();
    always.add(headers.remove("content-type"));
    always.add(headers.remove("x-request-id"));
    if (!always.equals(List.of("application/json", requestId))) {
      throw new AssertionError("wrong headers: " + always);
    }
    int status = ((Value.Number) get(fields, "statusCode")).number().intValueExact();
    return new Answer(status, headers, text(get(fields, "body")));
  }

  private static Value get(Map<String, Value> fields, String name) {
    Value value = fields.get(name);
    if (value == null) {
      throw new AssertionError(name + " is missing");
    }
    return value;
  }

  private static Map<String, Value> fields(Value value) {
    return ((Value.Fields) value).fields();
  }

  private static String text(Value value) {
    return ((Value.Text) value).text();
  }
}
