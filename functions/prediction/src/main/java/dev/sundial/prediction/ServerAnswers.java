package dev.sundial.prediction;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sundial.naming.ModelName;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** What the API says of itself and of its models, without a prediction. */
final class ServerAnswers {
  private static final String NAME = "sundial";
  static final String VERSION = "0.1.0";

  private ServerAnswers() {}

  @FunctionalInterface
  private interface Fields {
    void write(JsonGenerator json) throws IOException;
  }

  private static void object(OutputStream body, Fields fields) throws IOException {
    try (JsonGenerator json = StrictJson.FACTORY.createGenerator(body)) {
      json.writeStartObject();
      fields.write(json);
      json.writeEndObject();
    }
  }

  private static void names(JsonGenerator json, List<ModelName> models) throws IOException {
    json.writeArrayFieldStart("models");
    for (ModelName model : models) {
      json.writeString(model.value());
    }
    json.writeEndArray();
  }

  /** {@code {"status":"ok","models":["iris"]}}. */
  static void health(List<ModelName> models, OutputStream body) throws IOException {
    object(
        body,
        json -> {
          json.writeStringField("status", "ok");
          names(json, models);
        });
  }

  /** {@code {"models":["iris"]}}. */
  static void models(List<ModelName> models, OutputStream body) throws IOException {
    object(body, json -> names(json, models));
  }

  /** {@code {"name":"iris","ready":true}}. */
  static void ready(ModelName model, OutputStream body) throws IOException {
    object(
        body,
        json -> {
          json.writeStringField("name", model.value());
          json.writeBooleanField("ready", true);
        });
  }

  /** {@code {"name":"sundial","version":"…","extensions":[]}}. */
  static void server(OutputStream body) throws IOException {
    object(
        body,
        json -> {
          json.writeStringField("name", NAME);
          json.writeStringField("version", VERSION);
          json.writeArrayFieldStart("extensions");
          json.writeEndArray();
        });
  }

  /**
   * {@code {"live":true}}.
   *
   * @param ready whether {@code "ready":true} is said, too
   */
  static void live(boolean ready, OutputStream body) throws IOException {
    object(
        body,
        json -> {
          json.writeBooleanField("live", true);
          if (ready) {
            json.writeBooleanField("ready", true);
          }
        });
  }
}
