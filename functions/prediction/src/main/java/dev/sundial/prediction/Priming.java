package dev.sundial.prediction;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sundial.naming.ModelName;
import dev.sundial.naming.StageName;
import dev.sundial.serving.ModelSource;
import dev.sundial.serving.ModelSource.Patience;
import dev.sundial.serving.ServedModels;
import dev.sundial.serving.Wanted;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Walks the path of a request before the snapshot, so that the first one after it finds everything
 * loaded and compiled: events through the API to built-in models, the good and the bad, and the
 * registry's two reads against a loopback. Needs neither network nor a trained model.
 */
final class Priming {
  /** Enough for the first compiler, with the hot parts on their way to the second. */
  private static final int ROUNDS = 200;

  private static final int REGISTRY_ROUNDS = 40;

  private static final Duration INTERVAL = Duration.ofMinutes(1);

  private static final String INSTANCES = "{\"instances\":[[4.75,1.0625]]}";

  private static final String TENSOR =
      "{\"inputs\":[{\"name\":\"x\",\"shape\":[1,2],\"datatype\":\"FP64\","
          + "\"data\":[4.75,1.0625]}]}";

  private static final String ROW = "{\"length\":4.75,\"width\":1.0625}";

  private Priming() {}

  static void run(Clock clock) throws Exception {
    BuiltInModels models = new BuiltInModels();
    ServingLog log =
        new ServingLog(
            StageName.LOCAL, clock, new PrintStream(OutputStream.nullOutputStream(), false, UTF_8));
    api(new ServedModels(models, log, clock, INTERVAL), log);
    try (LoopbackRegistry registry = LoopbackRegistry.start(models)) {
      ModelSource source = registry.source(clock);
      loads(source);
      restored(new ServedModels(source, log, clock, INTERVAL), log);
    }
  }

  private static void api(ServedModels served, ServingLog log) throws IOException {
    ProxyExchange exchange = exchange(served, log);
    List<byte[]> events = events(BuiltInModels.names());
    for (int round = 0; round < ROUNDS; round++) {
      for (byte[] event : events) {
        answer(exchange, event);
      }
    }
  }

  private static void loads(ModelSource source) throws Exception {
    for (int round = 0; round < REGISTRY_ROUNDS; round++) {
      for (ModelName model : BuiltInModels.names()) {
        Wanted wanted = source.pointer(model, Patience.MUCH).champion().orElseThrow();
        source.scorer(wanted, Patience.MUCH);
      }
    }
  }

  /** The first request after a restore: the pointer is read again, and did not move. */
  private static void restored(ServedModels served, ServingLog log) throws IOException {
    ProxyExchange exchange = exchange(served, log);
    // One after the other, as there are more than stay in memory.
    for (ModelName model : BuiltInModels.names()) {
      byte[] event = event("POST", "/models/" + model + "/predict", "application/json", ROW);
      for (int round = 0; round < REGISTRY_ROUNDS; round++) {
        served.distrust();
        answer(exchange, event);
      }
    }
  }

  private static ProxyExchange exchange(ServedModels served, ServingLog log) {
    List<ModelName> names = BuiltInModels.names();
    return new ProxyExchange(
        new PredictionApi(names, Optional.of(names.getFirst()), served),
        CrossOrigin.NONE,
        log,
        System.out);
  }

  private static void answer(ProxyExchange exchange, byte[] event) throws IOException {
    exchange.answer(new ByteArrayInputStream(event), "priming");
  }

  private static List<byte[]> events(List<ModelName> models) throws IOException {
    List<byte[]> events = new ArrayList<>();
    for (ModelName model : models) {
      String path = "/models/" + model + "/predict";
      events.add(event("POST", path, "application/json", ROW));
      events.add(event("POST", path, "application/json", "[" + ROW + "," + ROW + "]"));
    }
    for (ModelName model : models.subList(0, 1)) {
      String v1 = "/v1/models/" + model;
      String v2 = "/v2/models/" + model;
      events.add(event("POST", v1 + ":predict", "application/json", INSTANCES));
      events.add(event("POST", v2 + "/infer", "application/json", TENSOR));
      events.add(event("POST", v2 + "/infer", "application/json", "{\"inputs\":[]}"));
      events.add(event("GET", v2, "", ""));
    }
    events.add(event("POST", "/predict", "application/json; charset=utf-8", ROW));
    events.add(event("POST", "/predict", "application/json", "{\"length\":\"4.75\"}"));
    events.add(event("POST", "/predict", "application/json", "{\"length\":4.75}"));
    events.add(event("POST", "/predict", "application/json", "{\"length\""));
    events.add(event("POST", "/predict", "text/csv", "4.75,1"));
    events.add(event("POST", "/models/unknown/predict", "application/json", ROW));
    events.add(event("GET", "/predict", "application/json", ""));
    events.add(event("GET", "/health", "", ""));
    return events;
  }

  /** A proxy event with the fields that a gateway sends. */
  static byte[] event(String method, String path, String contentType, String body)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
    try (JsonGenerator json = StrictJson.FACTORY.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("resource", "/{proxy+}");
      json.writeStringField("path", path);
      json.writeStringField("httpMethod", method);
      json.writeObjectFieldStart("headers");
      json.writeStringField("Accept", "*/*");
      json.writeStringField("Content-Type", contentType);
      json.writeStringField("X-Forwarded-For", "203.0.113.7");
      json.writeEndObject();
      json.writeObjectFieldStart("multiValueHeaders");
      json.writeArrayFieldStart("Content-Type");
      json.writeString(contentType);
      json.writeEndArray();
      json.writeEndObject();
      json.writeNullField("queryStringParameters");
      json.writeObjectFieldStart("requestContext");
      json.writeStringField("requestId", "c6af9ac6-7b61-11e6-9a41-93e8deadbeef");
      json.writeNumberField("requestTimeEpoch", 1767225600000L);
      json.writeEndObject();
      json.writeStringField("body", body);
      json.writeBooleanField("isBase64Encoded", false);
      json.writeEndObject();
    }
    return out.toByteArray();
  }
}
