package dev.sundial.prediction;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.sundial.json.JsonReader;
import dev.sundial.json.JsonWriter;
import dev.sundial.json.Value;
import dev.sundial.naming.ModelName;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The API's description, and what it has against an answer. */
final class DescribedApi {
  private static final SchemaRegistry SCHEMAS =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  private final Map<String, Value> document;
  private final Map<String, Schema> schemas = new HashMap<>();

  DescribedApi(List<ModelName> models) {
    this.document = fields(JsonReader.read("openapi.json", new ApiDescription(models).json()));
  }

  /** The paths, as they are described. */
  Map<String, Value> paths() {
    return at(document, "paths");
  }

  /** What is wrong with an answer; empty when it is as described. */
  Optional<String> problem(Operation operation, int status, String body) {
    Map<String, Value> item = at(paths(), operation.path().text());
    // A method that is not answered is told so by the one that is.
    String described = operation.methods().getFirst().toLowerCase(Locale.ROOT);
    Map<String, Value> responses = at(at(item, described), "responses");
    if (!responses.containsKey(Integer.toString(status))) {
      return Optional.of(operation + " does not answer " + status + ": " + body);
    }
    Map<String, Value> content = at(at(responses, Integer.toString(status)), "content");
    Map<String, Value> schema = at(at(content, "application/json"), "schema");
    String reference = ((Value.Text) value(schema, "$ref")).text();
    List<?> problems = schema(reference).validate(body, InputFormat.JSON);
    return problems.isEmpty() ? Optional.empty() : Optional.of(problems + " of " + body);
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

  private static Map<String, Value> at(Map<String, Value> fields, String name) {
    return fields(value(fields, name));
  }

  private static Value value(Map<String, Value> fields, String name) {
    Value value = fields.get(name);
    if (value == null) {
      throw new AssertionError(name + " is not among " + fields.keySet());
    }
    return value;
  }

  private static Map<String, Value> fields(Value value) {
    return ((Value.Fields) value).fields();
  }
}
