package dev.sundial.prediction;

import static dev.sundial.prediction.JsonSchema.object;

import dev.sundial.json.JsonReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Requests and their answers, by models of two features, {@code length} and {@code width}: one of
 * the classes {@code small} and {@code large}, and one of a number.
 */
final class ApiExamples {
  /** The version that answers them. */
  static final String VERSION = "20261120T031500Z-7f3a9c";

  /**
   * A body.
   *
   * @param id of letters and digits
   * @param summary in a line
   * @param json as a person writes it
   */
  record Example(String id, String summary, String json) {}

  private final ExampleAnswers answers;

  /**
   * @param model the name of the model that answers
   */
  ApiExamples(String model) {
    this.answers = new ExampleAnswers(model);
  }

  /** All of them by their ids, as OpenAPI describes them. */
  Map<String, Object> described() {
    List<Example> all = new ArrayList<>();
    for (Protocol protocol : Protocol.values()) {
      all.addAll(requests(protocol));
      all.addAll(answers(protocol));
    }
    Map<String, Object> described = new LinkedHashMap<>();
    for (Example example : all) {
      described.put(
          example.id(),
          object(
              "summary",
              example.summary(),
              "value",
              JsonReader.read(example.id(), example.json().getBytes(StandardCharsets.UTF_8))));
    }
    return described;
  }

  /** What a protocol reads, the plainest first. */
  static List<Example> requests(Protocol protocol) {
    return switch (protocol) {
      case NAMED ->
          List.of(
              new Example("namedRow", "One row", "{\"length\": 1.5, \"width\": 0.25}"),
              new Example(
                  "namedRows",
                  "Several rows",
                  """
                  [
                    {"length": 1.5, "width": 0.25},
                    {"width": 2, "length": 6}
                  ]"""));
      case V1 ->
          List.of(
              new Example(
                  "v1Lists",
                  "Numbers in the order of the model",
                  "{\"instances\": [[1.5, 0.25], [6, 2]]}"),
              new Example(
                  "v1Names",
                  "Named features",
                  """
                  {"instances": [
                    {"length": 1.5, "width": 0.25},
                    {"width": 2, "length": 6}
                  ]}"""));
      case V2 ->
          List.of(
              new Example(
                  "v2Tensor",
                  "One tensor of all features",
                  """
                  {"inputs": [{
                    "name": "features", "datatype": "FP64",
                    "shape": [2, 2], "data": [1.5, 0.25, 6, 2]
                  }]}"""),
              new Example(
                  "v2Tensors",
                  "A tensor for each feature, and one output of two",
                  """
                  {"id": "mine", "inputs": [
                    {"name": "width", "datatype": "FP32",
                     "shape": [2], "data": [0.25, 2]},
                    {"name": "length", "datatype": "FP32",
                     "shape": [2], "data": [1.5, 6]}
                  ], "outputs": [{"name": "label"}]}"""));
    };
  }

  /** What a protocol answers to the first: by names of classes, by their places, by numbers. */
  List<Example> answers(Protocol protocol) {
    return answers.of(protocol);
  }
}
