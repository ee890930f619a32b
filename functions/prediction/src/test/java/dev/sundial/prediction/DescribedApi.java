package dev.sundial.prediction;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.sundial.json.JsonReader;
import dev.sundial.json.JsonWriter;
import dev.sundial.json.Value;
import dev.sundial.naming.ModelName;
import dev.sundial.prediction.Gateway.Answer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/** The API's description, and what it has against an answer. */
final class DescribedApi {
  private static final SchemaRegistry SCHEMAS =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  private final Value document;
  private final Map<String, Schema> schemas = new HashMap<>();

  DescribedApi(List<ModelName> models) {
    this.document = JsonReader.read("openapi.json", new ApiDescription(models).json());
  }

  /** The paths, as they are described. */
  Map<String, Value> paths() {
    return fields(at("paths"));
  }

  /** What is at a place of the document; references are followed. */
  Value at(String... names) {
    return at(document, names);
  }

  private Value at(Value from, String... names) {
    Value value = from;
    for (String name : names) {
      value = referred(get(value, name));
    }
    return value;
  }

  private static Value get(Value from, String name) {
    Value value = fields(from).get(name);
    if (value == null) {
      throw new AssertionError(name + " is not among " + fields(from).keySet());
    }
    return value;
  }

  /** What a reference stands for. */
  Value component(String reference) {
    if (!reference.startsWith("#/components/")) {
      throw new AssertionError(reference);
    }
    return at(reference.substring(2).split("/"));
  }

  private Value referred(Value value) {
    return value instanceof Value.Fields fields
            && fields.fields().get("$ref") instanceof Value.Text to
        ? component(to.text())
        : value;
  }

  /** Everything that is referred to. */
  Set<String> references() {
    Set<String> references = new TreeSet<>();
    visit(
        document,
        (name, value) -> {
          if (name.equals("$ref")) {
            references.add(((Value.Text) value).text());
          }
        });
    return references;
  }

  List<String> operationIds() {
    List<String> ids = new ArrayList<>();
    visit(
        document,
        (name, value) -> {
          if (name.equals("operationId")) {
            ids.add(((Value.Text) value).text());
          }
        });
    return ids;
  }

  private static void visit(Value value, BiConsumer<String, Value> visitor) {
    switch (value) {
      case Value.Fields object ->
          object
              .fields()
              .forEach(
                  (name, field) -> {
                    visitor.accept(name, field);
                    visit(field, visitor);
                  });
      case Value.Items items -> items.items().forEach(item -> visit(item, visitor));
      default -> {}
    }
  }

  /** What is wrong with an answer; empty when it is as described. */
  Optional<String> problem(Operation operation, String method, Answer answer) {
    // A method that is not answered is told so by the first that is.
    String described =
        operation.methods().contains(method) ? method : operation.methods().getFirst();
    String path = operation.path().text().replaceFirst("/$", "");
    Map<String, Value> responses =
        fields(at("paths", path, described.toLowerCase(Locale.ROOT), "responses"));
    String status = Integer.toString(answer.status());
    if (!responses.containsKey(status)) {
      return Optional.of(operation + " does not answer " + status + ": " + answer.body());
    }
    Value response = referred(responses.get(status));
    Set<String> unknown = new TreeSet<>(answer.headers().keySet());
    unknown.removeAll(fields(at(response, "headers")).keySet());
    if (!unknown.isEmpty()) {
      return Optional.of(operation + " does not answer " + status + " with " + unknown);
    }
    if (method.equals("HEAD")) {
      boolean withBody = described.equals("HEAD") && fields(response).containsKey("content");
      return withBody || !answer.body().isEmpty()
          ? Optional.of(operation + " has a body for HEAD")
          : Optional.empty();
    }
    return problem(at(response, "content", "application/json"), answer.body());
  }

  /** What a media type has against a body; empty when it is as described. */
  Optional<String> problem(Value media, String body) {
    String reference = ((Value.Text) get(get(media, "schema"), "$ref")).text();
    List<?> problems = schema(reference).validate(body, InputFormat.JSON);
    return problems.isEmpty() ? Optional.empty() : Optional.of(problems + " of " + body);
  }

  /** The examples of a media type by their names, as JSON. */
  Map<String, String> examples(Value media) {
    Map<String, String> examples = new LinkedHashMap<>();
    fields(at(media, "examples"))
        .forEach(
            (name, example) ->
                examples.put(name, JsonWriter.write(at(referred(example), "value"))));
    return examples;
  }

  private Schema schema(String reference) {
    return schemas.computeIfAbsent(
        reference,
        ref -> {
          Map<String, Object> whole = new LinkedHashMap<>();
          whole.put("$ref", ref);
          whole.put("components", Map.of("schemas", ApiSchemas.all()));
          return SCHEMAS.getSchema(JsonWriter.write(whole), InputFormat.JSON);
        });
  }

  private static Map<String, Value> fields(Value value) {
    return ((Value.Fields) value).fields();
  }
}
