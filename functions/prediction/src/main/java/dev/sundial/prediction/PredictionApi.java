package dev.sundial.prediction;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sundial.json.JsonReader;
import dev.sundial.lifecycle.VersionId;
import dev.sundial.naming.ModelName;
import dev.sundial.serving.Choice;
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
  private final ApiDescription description;

  /**
   * @param models those the API knows
   * @param defaultModel what {@code /predict} asks
   */
  PredictionApi(List<ModelName> models, Optional<ModelName> defaultModel, ServedModels served) {
    this.models = List.copyOf(models);
    this.defaultModel = defaultModel;
    this.served = served;
    this.description = new ApiDescription(this.models);
  }

  /** Answers a request; what is wrong with it is in the answer. */
  void answer(ApiRequest request, ApiAnswer answer) throws IOException {
    try {
      Route route = Route.of(request.method(), request.path());
      switch (route.operation().kind()) {
        case PREDICT -> predict(request, route, answer);
        case READY -> ready(route, answer);
        case METADATA -> metadata(route, answer);
        case OPENAPI -> answer.body().write(description.json());
        case DOCS -> answer.page().write(description.html());
        case HEALTH -> ServerAnswers.health(models, answer.body());
        case MODELS -> ServerAnswers.models(models, answer.body());
        case SERVER -> ServerAnswers.server(answer.body());
        case LIVE -> ServerAnswers.live(false, answer.body());
        case SERVER_READY -> ServerAnswers.live(true, answer.body());
      }
    } catch (Refusal refusal) {
      answer.refuse(refusal);
    }
  }

  private void predict(ApiRequest request, Route route, ApiAnswer answer)
      throws Refusal, IOException {
    Protocol protocol = route.operation().protocol();
    try {
      ModelName model = model(route);
      String body = body(request);
      Terms terms = new Terms(LabelStyle.of(request.labels()), request.requestId());
      Choice choice = choice(model, route);
      answer.asks(model);
      Serving.Version version = serve(model, choice);
      answer.by(version.version(), version.stale());
      Question question = protocol.read(body, version.version(), terms);
      answer.answers(question.rows().rows());
      question.answer(Scored.of(question.rows(), version.version()), answer.body());
    } catch (Refusal refusal) {
      throw protocol.told(refusal);
    }
  }

  private void ready(Route route, ApiAnswer answer) throws Refusal, IOException {
    ModelName model = model(route);
    Serving.Version version = serve(model, choice(model, route));
    answer.by(version.version(), version.stale());
    ServerAnswers.ready(model, answer.body());
  }

  private void metadata(Route route, ApiAnswer answer) throws Refusal, IOException {
    ModelName model = model(route);
    Serving.Version version = serve(model, choice(model, route));
    answer.by(version.version(), version.stale());
    try (JsonGenerator json = StrictJson.FACTORY.createGenerator(answer.body())) {
      V2Metadata.write(json, version.version(), served.labelled(model));
    }
  }

  /**
   * @throws Refusal 404 when there is no such version, 503 when it cannot answer
   */
  private Serving.Version serve(ModelName model, Choice choice) throws Refusal {
    return switch (served.serve(model, choice)) {
      case Serving.Version version -> version;
      case Serving.Unknown unknown -> throw Refusal.notFound(unknown.why());
      case Serving.Nothing nothing ->
          throw Refusal.unavailable(nothing.why(), nothing.retryAfter().toSeconds());
    };
  }

  private static Choice choice(ModelName model, Route route) throws Refusal {
    if (route.label().isPresent()) {
      String label = route.label().get();
      return switch (label) {
        case "champion" -> new Choice.Champion();
        case "latest" -> new Choice.Latest();
        case "previous" -> new Choice.Previous();
        default ->
            throw Refusal.notFound(
                "The model "
                    + model
                    + " has no version labelled "
                    + StrictJson.shortened(label)
                    + "; labels are champion, latest and previous");
      };
    }
    if (route.version().isEmpty()) {
      return new Choice.Champion();
    }
    String version = route.version().get();
    try {
      return new Choice.Exact(new VersionId(version));
    } catch (IllegalArgumentException e) {
      throw Refusal.notFound(
          "The model " + model + " has no version " + StrictJson.shortened(version));
    }
  }

  private ModelName model(Route route) throws Refusal {
    return route.model().isEmpty() ? defaultModel() : model(route.model().get());
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
      throw Refusal.wrongMedia(
          "the content-type must be application/json, in UTF-8; was "
              + StrictJson.shortened(String.valueOf(request.contentType())));
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
      String[] parameter = parts[i].replace("\"", "").split("=", 2);
      if (parameter[0].strip().equals("charset")
          && !(parameter.length == 2 && parameter[1].strip().equals("utf-8"))) {
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
