package dev.sundial.prediction;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.sundial.serving.ServedVersion;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads an inference request: one tensor with all features, or one tensor for each.
 *
 * @see <a
 *     href="https://github.com/kserve/open-inference-protocol/blob/main/specification/protocol/inference_rest.md">Open
 *     Inference Protocol, REST, inference request</a>
 */
final class V2RequestReader {
  private final ServedVersion served;
  private final Terms terms;
  private final Set<String> given = new HashSet<>();
  private final List<V2Tensor> inputs = new ArrayList<>();
  private final Set<V2Output> outputs = EnumSet.noneOf(V2Output.class);
  private String id;

  private V2RequestReader(ServedVersion served, Terms terms) {
    this.served = served;
    this.terms = terms;
    this.id = terms.requestId();
  }

  /**
   * @throws Refusal as {@link Protocol#read}
   */
  static V2Inference read(String body, ServedVersion served, Terms terms) throws Refusal {
    V2RequestReader reading = new V2RequestReader(served, terms);
    JsonBody.read(body, "an object with a list of inputs", reading::document);
    return reading.inference();
  }

  private void document(JsonParser parser) throws IOException, Refusal {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw Refusal.unprocessable(
          "the body must be an object with a list of inputs, was "
              + JsonBody.kind(parser.currentToken()));
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      if (!given.add(name)) {
        throw Refusal.unprocessable("\"" + StrictJson.shortened(name) + "\" is given twice");
      }
      switch (name) {
        case "id" -> id = optional(name, parser).orElse(id);
        case "model_name" -> model(optional(name, parser));
        case V2Parameters.NAME -> V2Parameters.skip(parser, "");
        case "inputs" -> inputs(parser);
        case "outputs" -> outputs(parser);
        default ->
            throw Refusal.unprocessable("\"" + StrictJson.shortened(name) + "\" is not known");
      }
    }
    if (inputs.isEmpty()) {
      throw Refusal.unprocessable(
          given.contains("inputs") ? "\"inputs\" is empty" : "\"inputs\" is missing");
    }
  }

  /** KServe's client says again what the path says. */
  private void model(Optional<String> name) throws Refusal {
    if (name.isPresent() && !name.get().equals(served.model().value())) {
      throw Refusal.unprocessable(
          "\"model_name\" is \""
              + StrictJson.shortened(name.get())
              + "\", where the path names "
              + served.model());
    }
  }

  private void inputs(JsonParser parser) throws IOException, Refusal {
    list("inputs", parser);
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (inputs.size() == served.schema().features().size()) {
        throw Refusal.unprocessable("\"inputs\" has more tensors than the model reads features");
      }
      inputs.add(new V2TensorReader("inputs[" + inputs.size() + "]").read(parser));
    }
  }

  private void outputs(JsonParser parser) throws IOException, Refusal {
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      return;
    }
    list("outputs", parser);
    for (int at = 0; parser.nextToken() != JsonToken.END_ARRAY; at++) {
      output(parser, "outputs[" + at + "]");
    }
  }

  private void output(JsonParser parser, String where) throws IOException, Refusal {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw Refusal.unprocessable(
          where + " must be an object with a name, was " + JsonBody.kind(parser.currentToken()));
    }
    boolean named = false;
    boolean hinted = false;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      parser.nextToken();
      switch (field) {
        case "name" -> {
          String name = text(where + ".name", parser);
          V2Output output =
              V2Output.of(name, served.schema().task())
                  .orElseThrow(
                      () ->
                          Refusal.unprocessable(
                              where
                                  + ".name: the model has no output \""
                                  + StrictJson.shortened(name)
                                  + "\""));
          if (named || !outputs.add(output)) {
            throw Refusal.unprocessable(where + ".name is given twice");
          }
          named = true;
        }
        case V2Parameters.NAME -> {
          if (hinted) {
            throw Refusal.unprocessable(where + "." + V2Parameters.NAME + " is given twice");
          }
          hinted = true;
          V2Parameters.skip(parser, where);
        }
        default ->
            throw Refusal.unprocessable(
                where + ": \"" + StrictJson.shortened(field) + "\" is not known");
      }
    }
    if (!named) {
      throw Refusal.unprocessable(where + ".name is missing");
    }
  }

  private static void list(String name, JsonParser parser) throws Refusal {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw Refusal.unprocessable(
          "\"" + name + "\" must be a list, was " + JsonBody.kind(parser.currentToken()));
    }
  }

  private static String text(String name, JsonParser parser) throws IOException, Refusal {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      throw Refusal.unprocessable(
          "\"" + name + "\" must be a text, was " + JsonBody.kind(parser.currentToken()));
    }
    return parser.getText();
  }

  /** Null counts as not sent. */
  private static Optional<String> optional(String name, JsonParser parser)
      throws IOException, Refusal {
    return parser.currentToken() == JsonToken.VALUE_NULL
        ? Optional.empty()
        : Optional.of(text(name, parser));
  }

  private V2Inference inference() throws Refusal {
    RowBatch rows = new V2Rows(served).of(inputs);
    Set<V2Output> asked = outputs.isEmpty() ? V2Output.all(served.schema().task()) : outputs;
    return new V2Inference(rows, id, asked, terms.labels());
  }
}
