package dev.sundial.prediction;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sundial.json.JsonReader;
import dev.sundial.naming.ModelName;
import dev.sundial.serving.ServedModels;
import dev.sundial.serving.Serving;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The API without its transport: a request in, an answer out. */
final class PredictionApi {
  private final List<ModelName> models;
  private final Optional<ModelName> defaultModel;
  private final ServedModels served;

  /**
   * @param models those the API knows
   * @param defaultModel what {@code /predict} asks
   */
  PredictionApi(List<ModelName> models, Optional<ModelName> defaultModel, ServedModels served) {
    this.models = List.copyOf(models);
    this.defaultModel = defaultModel;
    this.served = served;
  }

  /** Answers a request; what is wrong with it is in the answer. */
  void answer(ApiRequest request, ApiAnswer answer) throws IOException {
    try {
      switch (Route.of(request.method(), request.path())) {
        case Route.Health health -> health(answer);
        case Route.PredictDefault any -> predict(request, defaultModel(), answer);
        case Route.Predict one -> predict(request, model(one.model()), answer);
      }
    } catch (Refusal refusal) {
      answer.refuse(refusal);
    }
  }

  private void predict(ApiRequest request, ModelName model, ApiAnswer answer)
      throws Refusal, IOException {
    String body = body(request);
    answer.asks(model);
    switch (served.serve(model)) {
      case Serving.Nothing nothing ->
          throw Refusal.unavailable(nothing.why(), nothing.retryAfter().toSeconds());
      case Serving.Version version -> {
        answer.by(version.version(), version.stale());
        RowBatch rows = NamedFeatureReader.read(body, version.version());
        answer.answers(rows.rows());
        NamedFeatureWriter.write(rows, version.version(), answer.body());
      }
    }
  }

  private void health(ApiAnswer answer) throws IOException {
    try (JsonGenerator json = StrictJson.FACTORY.createGenerator(answer.body())) {
      json.writeStartObject();
      json.writeStringField("status", "ok");
      json.writeArrayFieldStart("models");
      for (ModelName model : models) {
        json.writeString(model.value());
      }
      json.writeEndArray();
      json.writeEndObject();
    }
  }

  private ModelName defaultModel() throws Refusal {
    return defaultModel.orElseThrow(
        () ->
            Refusal.notFound(
                "this stage has no default model; POST to /models/{model}/predict with one of: "
                    + names()));
  }

  private ModelName model(String name) throws Refusal {
    for (ModelName model : models) {
      if (model.value().equals(name)) {
        return model;
      }
    }
    throw Refusal.notFound(
        "Model with name " + StrictJson.shortened(name) + " does not exist. There are: " + names());
  }

  private String names() {
    return models.stream().map(ModelName::value).collect(Collectors.joining(", "));
  }

  private static String body(ApiRequest request) throws Refusal {
    String encoding = request.contentEncoding();
    if (encoding != null && !encoding.isBlank() && !encoding.strip().equalsIgnoreCase("identity")) {
      throw Refusal.wrongMedia("a content-encoding is not read; send the body as it is");
    }
    if (!isJson(request.contentType())) {
      throw Refusal.wrongMedia("the content-type must be application/json, in UTF-8");
    }
    String body = request.text();
    if (body.length() > JsonReader.MAX_BYTES || utf8Bytes(body) > JsonReader.MAX_BYTES) {
      throw Refusal.tooLarge("the body may have at most " + JsonReader.MAX_BYTES + " bytes");
    }
    return body;
  }

  /** Nothing declared counts as JSON: the body will tell. */
  private static boolean isJson(@Nullable String contentType) {
    if (contentType == null || contentType.equals("application/json")) {
      return true;
    }
    String[] parts = contentType.toLowerCase(Locale.ROOT).split(";", -1);
    if (!parts[0].strip().equals("application/json")) {
      return false;
    }
    for (int i = 1; i < parts.length; i++) {
      String parameter = parts[i].strip().replace("\"", "");
      if (parameter.startsWith("charset=") && !parameter.equals("charset=utf-8")) {
        return false;
      }
    }
    return true;
  }

  private static long utf8Bytes(String text) {
    if (text.length() <= JsonReader.MAX_BYTES / 3) {
      return text.length();
    }
    return text.codePoints()
        .mapToLong(c -> c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4)
        .sum();
  }
}
