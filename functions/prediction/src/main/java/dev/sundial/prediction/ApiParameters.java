package dev.sundial.prediction;

import static dev.sundial.prediction.JsonSchema.object;
import static dev.sundial.prediction.JsonSchema.words;

import dev.sundial.naming.ModelName;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the API's operations take in their paths and queries, as OpenAPI describes it. */
final class ApiParameters {
  private ApiParameters() {}

  /**
   * A name in a path; no component, since generators put those behind the body.
   *
   * @param models the names it can have
   */
  static Map<String, Object> inPath(String name, List<ModelName> models) {
    Map<String, Object> schema =
        switch (name) {
          case "model" -> words(models.stream().map(ModelName::value).toList());
          case "label" -> words(List.of("champion", "latest", "previous"));
          default -> object("type", "string", "examples", List.of(ApiExamples.VERSION));
        };
    return object("name", name, "in", "path", "required", true, "schema", schema);
  }

  /** How classes are told. */
  static Map<String, Object> labels() {
    Map<String, Object> schema =
        words(
            Arrays.stream(LabelStyle.values())
                .map(style -> style.name().toLowerCase(Locale.ROOT))
                .toList());
    schema.put("default", LabelStyle.NAME.name().toLowerCase(Locale.ROOT));
    return object(
        "name",
        "labels",
        "in",
        "query",
        "description",
        "Whether classes are told by name or by their place among the model's labels, from 0",
        "schema",
        schema);
  }
}
