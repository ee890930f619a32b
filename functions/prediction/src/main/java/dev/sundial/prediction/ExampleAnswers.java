package dev.sundial.prediction;

import dev.sundial.json.JsonWriter;
import dev.sundial.prediction.ApiExamples.Example;
import java.util.List;
import java.util.Locale;

/** What the first examples of requests are answered. */
final class ExampleAnswers {
  private static final String PROBABILITIES =
      """
      ,
          {"name": "probabilities", "datatype": "FP64",
           "shape": [2, 2], "data": [0.75, 0.25, 0.0, 1.0]}""";

  private final String model;

  /**
   * @param model the name of the model that answers
   */
  ExampleAnswers(String model) {
    this.model = model;
  }

  /** By names of classes, by their places, by numbers. */
  List<Example> of(Protocol protocol) {
    return List.of(
        new Example(
            protocol.name().toLowerCase(Locale.ROOT) + "Classes",
            "Classes by name",
            json(protocol, "small", "large")),
        new Example(
            protocol.name().toLowerCase(Locale.ROOT) + "Places",
            "Classes by place, with `labels=index`",
            json(protocol, 0, 1)),
        new Example(
            protocol.name().toLowerCase(Locale.ROOT) + "Numbers",
            "Numbers of a regression",
            json(protocol, 13.0, 22.0)));
  }

  private String json(Protocol protocol, Object first, Object second) {
    String one = JsonWriter.write(first);
    String two = one + ", " + JsonWriter.write(second);
    boolean classes = !(first instanceof Double);
    return switch (protocol) {
      case NAMED ->
          """
          {
            "prediction": [%s],%s
            "model": "%s",
            "version": "%s"
          }"""
              .formatted(
                  one,
                  classes ? "\n  \"scores\": [{\"small\": 0.75, \"large\": 0.25}]," : "",
                  model,
                  ApiExamples.VERSION);
      case V1 -> "{\"predictions\": [%s]}".formatted(two);
      case V2 ->
          """
          {
            "model_name": "%s",
            "model_version": "%s",
            "id": "c6af9ac6-7b61",
            "outputs": [
              {"name": "%s", "datatype": "%s",
               "shape": [2], "data": [%s]}%s
            ]
          }"""
              .formatted(
                  model,
                  ApiExamples.VERSION,
                  classes ? "label" : "prediction",
                  first instanceof String ? "BYTES" : classes ? "INT64" : "FP64",
                  two,
                  classes ? PROBABILITIES : "");
    };
  }
}
