package dev.sundial.prediction;

import java.util.List;
import java.util.Optional;

/**
 * Everything the API answers: the one table that requests are told apart by and that its
 * description is made from.
 */
enum Operation {
  OPENAPI(Kind.OPENAPI, "/openapi.json"),
  DOCS(Kind.DOCS, "/docs"),
  HEALTH(Kind.HEALTH, "/health"),

  PREDICT(Protocol.NAMED, "/predict"),
  PREDICT_MODEL(Protocol.NAMED, "/models/{model}/predict"),
  PREDICT_VERSION(Protocol.NAMED, "/models/{model}/versions/{version}/predict"),
  PREDICT_LABEL(Protocol.NAMED, "/models/{model}/labels/{label}/predict"),

  V1_PREDICT(Protocol.V1, "/v1/models/{model}:predict"),
  V1_PREDICT_VERSION(Protocol.V1, "/v1/models/{model}/versions/{version}:predict"),
  V1_PREDICT_LABEL(Protocol.V1, "/v1/models/{model}/labels/{label}:predict"),
  V1_MODELS(Kind.MODELS, "/v1/models"),
  V1_MODEL(Kind.READY, "/v1/models/{model}"),
  V1_MODEL_VERSION(Kind.READY, "/v1/models/{model}/versions/{version}"),
  V1_MODEL_LABEL(Kind.READY, "/v1/models/{model}/labels/{label}"),

  V2_SERVER(Kind.SERVER, "/v2"),
  V2_SERVER_ROOT(Kind.SERVER, "/v2/"),
  V2_LIVE(Kind.LIVE, "/v2/health/live"),
  V2_READY(Kind.SERVER_READY, "/v2/health/ready"),
  V2_MODELS(Kind.MODELS, "/v2/models"),
  V2_MODEL(Kind.METADATA, "/v2/models/{model}"),
  V2_MODEL_VERSION(Kind.METADATA, "/v2/models/{model}/versions/{version}"),
  V2_MODEL_LABEL(Kind.METADATA, "/v2/models/{model}/labels/{label}"),
  V2_MODEL_READY(Kind.READY, "/v2/models/{model}/ready"),
  V2_MODEL_VERSION_READY(Kind.READY, "/v2/models/{model}/versions/{version}/ready"),
  V2_MODEL_LABEL_READY(Kind.READY, "/v2/models/{model}/labels/{label}/ready"),
  V2_INFER(Protocol.V2, "/v2/models/{model}/infer"),
  V2_INFER_VERSION(Protocol.V2, "/v2/models/{model}/versions/{version}/infer"),
  V2_INFER_LABEL(Protocol.V2, "/v2/models/{model}/labels/{label}/infer");

  /** What is asked for. */
  enum Kind {
    /** The description of the API. */
    OPENAPI,
    /** The same for people. */
    DOCS,
    /** Whether the function is there. */
    HEALTH,
    /** A prediction. */
    PREDICT,
    /** The names of the models. */
    MODELS,
    /** Whether a version of a model can answer. */
    READY,
    /** What a version of a model reads and answers. */
    METADATA,
    /** Name and version of this server. */
    SERVER,
    /** Whether the server is there. */
    LIVE,
    /** Whether the server can answer. */
    SERVER_READY
  }

  private final Kind kind;
  private final Optional<Protocol> protocol;
  private final PathTemplate path;

  Operation(Kind kind, String path) {

    this.kind = kind;
    this.protocol = Optional.empty();
    this.path = PathTemplate.parse(path);
  }

  Operation(Protocol protocol, String path) {

    this.kind = Kind.PREDICT;
    this.protocol = Optional.of(protocol);
    this.path = PathTemplate.parse(path);
  }

  Kind kind() {
    return kind;
  }

  /** Of a prediction. */
  Protocol protocol() {
    return protocol.orElse(Protocol.NAMED);
  }

  PathTemplate path() {
    return path;
  }

  /** What it is for, in a line. */
  String summary() {
    return switch (kind) {
      case OPENAPI -> "This description";
      case DOCS -> "This description, to read";
      case HEALTH -> "Whether the function is there, and which models it knows";
      case MODELS -> "The names of the models";
      case SERVER -> "Name and version of the server";
      case LIVE -> "Whether the server is there";
      case SERVER_READY -> "Whether the server can answer";
      case PREDICT -> "Predict by " + subject();
      case READY -> "Whether " + subject() + " can answer";
      case METADATA -> "What " + subject() + " reads and answers";
    };
  }

  private String subject() {
    List<String> names = path.names();
    if (names.isEmpty()) {
      return "the stage's default model";
    }
    return names.contains("version")
        ? "a version of a model"
        : names.contains("label")
            ? "the version of a model that has a label"
            : "the version of a model that serves";
  }

  /** The family of paths it belongs to. */
  String family() {
    return name().startsWith("V1_")
        ? "V1"
        : name().startsWith("V2_") ? "V2" : name().startsWith("PREDICT") ? "named features" : "API";
  }

  /** The methods it answers. */
  List<String> methods() {
    return kind == Kind.PREDICT ? List.of("POST") : List.of("GET", "HEAD");
  }
}
