package dev.sundial.e2e;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Every route of the API, as a caller calls it. */
final class ApiRoutes {
  private static final String INSTANCES =
      "{\"instances\":[" + Flowers.SETOSA.strip().replace("\n", "") + "]}";
  private static final String TENSOR =
      """
      {"inputs":[{"name":"x","shape":[1,4],"datatype":"FP64","data":[5.1,3.5,1.4,0.2]}]}
      """;

  private static final List<String> ALL =
      List.of(
          "GET /health",
          "GET /openapi.json",
          "GET /docs",
          "POST /predict",
          "POST /models/iris/predict",
          "POST /models/iris/versions/VERSION/predict",
          "POST /models/iris/labels/champion/predict",
          "POST /v1/models/iris:predict",
          "POST /v1/models/iris/versions/VERSION:predict",
          "POST /v1/models/iris/labels/champion:predict",
          "GET /v1/models",
          "GET /v1/models/iris",
          "GET /v1/models/iris/versions/VERSION",
          "GET /v1/models/iris/labels/champion",
          "GET /v2",
          "GET /v2/",
          "GET /v2/health/live",
          "GET /v2/health/ready",
          "GET /v2/models",
          "GET /v2/models/iris",
          "GET /v2/models/iris/versions/VERSION",
          "GET /v2/models/iris/labels/champion",
          "GET /v2/models/iris/ready",
          "GET /v2/models/iris/versions/VERSION/ready",
          "GET /v2/models/iris/labels/champion/ready",
          "POST /v2/models/iris/infer",
          "POST /v2/models/iris/versions/VERSION/infer",
          "POST /v2/models/iris/labels/champion/infer");

  private ApiRoutes() {}

  /** Method and path, in which {@code VERSION} stands for a version's name. */
  static Stream<Arguments> all() {
    return ALL.stream().map(route -> Arguments.of((Object[]) route.split(" ")));
  }

  /** What a route is sent. */
  static String body(String method, String path) {
    if (method.equals("GET")) {
      return "";
    }
    return switch (path.substring(1, 3)) {
      case "v1" -> INSTANCES;
      case "v2" -> TENSOR;
      default -> Flowers.SETOSA;
    };
  }
}
