package dev.sundial.local.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Resolves CloudFormation's intrinsic functions. What cannot be resolved is noted as a problem and
 * comes back as a placeholder, so that reading can go on.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html">Intrinsic
 *     function reference</a>
 */
final class Intrinsics {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final Pattern INDEX = Pattern.compile("\\d{1,6}");

  private final Names names;
  private final Problems problems;
  private int placeholders;

  Intrinsics(Names names, Problems problems) {
    this.names = names;
    this.problems = problems;
  }

  /** The value with every function resolved; missing when it stands for no value. */
  JsonNode resolve(String path, JsonNode node) {
    if (node instanceof ObjectNode object) {
      return object(path, object);
    }
    if (node instanceof ArrayNode array) {
      ArrayNode items = NODES.arrayNode();
      for (int i = 0; i < array.size(); i++) {
        JsonNode item = resolve(path + "[" + i + "]", array.get(i));
        if (!item.isMissingNode()) {
          items.add(item);
        }
      }
      return items;
    }
    return node;
  }

  /** The value as a text; a placeholder, and a problem, when it is none. */
  String text(String path, JsonNode node) {
    JsonNode value = resolve(path, node);
    if (!value.isValueNode() || value.isNull()) {
      return failed(path, "must be a text").asText();
    }
    return value.asText();
  }

  private JsonNode object(String path, ObjectNode object) {
    Optional<String> function = functionOf(path, object);
    if (function.isPresent()) {
      return call(path, function.get(), object.get(function.get()));
    }
    ObjectNode fields = NODES.objectNode();
    object
        .properties()
        .forEach(
            field -> {
              JsonNode value = resolve(path + "." + field.getKey(), field.getValue());
              if (!value.isMissingNode()) {
                fields.set(field.getKey(), value);
              }
            });
    return fields;
  }

  private Optional<String> functionOf(String path, ObjectNode object) {
    List<String> keys = new ArrayList<>();
    object.fieldNames().forEachRemaining(keys::add);
    Optional<String> function =
        keys.stream().filter(key -> key.equals("Ref") || key.startsWith("Fn::")).findFirst();
    if (function.isPresent() && keys.size() > 1) {
      // A property may be called Ref; a function may not stand beside anything.
      if (function.get().equals("Ref")) {
        return Optional.empty();
      }
      failed(path, "holds " + function.get() + " beside other keys: " + keys);
    }
    return function;
  }

  private JsonNode call(String path, String function, JsonNode argument) {
    return switch (function) {
      case "Ref" -> ref(path, argument);
      case "Fn::GetAtt" -> getAtt(path, argument);
      case "Fn::Join" -> join(path, argument);
      case "Fn::Split" -> split(path, argument);
      case "Fn::Select" -> select(path, argument);
      case "Fn::Sub" -> new Substitution(this).resolve(path, argument);
      case "Fn::If" -> choose(path, argument);
      case "Fn::FindInMap" -> findInMap(path, argument);
      case "Fn::ImportValue" -> importValue(path, argument);
      case "Fn::Base64" -> base64(path, argument);
      case "Fn::Equals", "Fn::And", "Fn::Or", "Fn::Not" ->
          failed(path, function + " can only be used in Conditions");
      default -> failed(path, "uses " + function + ", which is not supported");
    };
  }

  private JsonNode ref(String path, JsonNode argument) {
    if (!argument.isTextual()) {
      return failed(path, "needs the name of a parameter or resource in Ref");
    }
    return meaning(path, argument.asText(), names.ref(argument.asText()));
  }

  private JsonNode getAtt(String path, JsonNode argument) {
    if (argument.isTextual() && argument.asText().indexOf('.') > 0) {
      String name = argument.asText();
      int dot = name.indexOf('.');
      return attribute(path, name.substring(0, dot), name.substring(dot + 1));
    }
    if (argument.isArray() && argument.size() == 2 && argument.get(0).isTextual()) {
      return attribute(path, argument.get(0).asText(), text(path, argument.get(1)));
    }
    return failed(path, "needs a logical id and an attribute in Fn::GetAtt");
  }

  JsonNode attribute(String path, String logicalId, String attribute) {
    return meaning(path, logicalId + "." + attribute, names.attribute(logicalId, attribute));
  }

  JsonNode meaning(String path, String name, Meaning meaning) {
    return switch (meaning) {
      case Meaning.Known known -> known.value();
      case Meaning.Later later -> {
        placeholders++;
        yield NODES.textNode(later.placeholder());
      }
      case Meaning.Nothing nothing -> MissingNode.getInstance();
      case Meaning.Unknown unknown -> failed(path, "refers to " + name + ", " + unknown.why());
    };
  }

  Meaning named(String name) {
    return names.ref(name);
  }

  private JsonNode join(String path, JsonNode argument) {
    if (!argument.isArray() || argument.size() != 2 || !argument.get(0).isTextual()) {
      return failed(path, "needs a delimiter and a list in Fn::Join");
    }
    List<String> parts = new ArrayList<>();
    for (JsonNode item : list(path, argument.get(1), "Fn::Join")) {
      if (item.isContainerNode() || item.isNull()) {
        return failed(path, "needs texts in the list of Fn::Join");
      }
      parts.add(item.asText());
    }
    return NODES.textNode(String.join(argument.get(0).asText(), parts));
  }

  private JsonNode split(String path, JsonNode argument) {
    if (!argument.isArray()
        || argument.size() != 2
        || !argument.get(0).isTextual()
        || argument.get(0).asText().isEmpty()) {
      return failed(path, "needs a delimiter and a text in Fn::Split");
    }
    ArrayNode parts = NODES.arrayNode();
    String delimiter = Pattern.quote(argument.get(0).asText());
    for (String part : text(path, argument.get(1)).split(delimiter, -1)) {
      parts.add(part);
    }
    return parts;
  }

  private JsonNode select(String path, JsonNode argument) {
    if (!argument.isArray() || argument.size() != 2) {
      return failed(path, "needs an index and a list in Fn::Select");
    }
    String index = text(path, argument.get(0));
    int before = placeholders;
    JsonNode items = list(path, argument.get(1), "Fn::Select");
    boolean unknownLength = placeholders > before;
    if (!INDEX.matcher(index).matches()) {
      return failed(path, "needs a whole number as the index of Fn::Select, was " + index);
    }
    JsonNode item = items.path(Integer.parseInt(index));
    if (!item.isMissingNode()) {
      return item;
    }
    return unknownLength
        ? NODES.textNode(Pending.ref("Fn::Select"))
        : failed(path, "asks for item " + index + " of " + items.size() + " in Fn::Select");
  }

  private JsonNode choose(String path, JsonNode argument) {
    if (!argument.isArray() || argument.size() != 3 || !argument.get(0).isTextual()) {
      return failed(path, "needs a condition's name and two values in Fn::If");
    }
    Optional<Boolean> holds = names.condition(argument.get(0).asText());
    if (holds.isEmpty()) {
      return failed(
          path, "refers to the condition " + argument.get(0).asText() + ", which is not declared");
    }
    return resolve(path, argument.get(holds.get() ? 1 : 2));
  }

  private JsonNode findInMap(String path, JsonNode argument) {
    if (!argument.isArray() || argument.size() != 3) {
      return failed(path, "needs a map's name and two keys in Fn::FindInMap");
    }
    String map = text(path, argument.get(0));
    String top = text(path, argument.get(1));
    String second = text(path, argument.get(2));
    return names
        .mapping(map, top, second)
        .orElseGet(
            () -> failed(path, "finds nothing in the mapping " + map + "." + top + "." + second));
  }

  private JsonNode importValue(String path, JsonNode argument) {
    String name = text(path, argument);
    return meaning(path, "the export " + name, names.imported(name));
  }

  private JsonNode base64(String path, JsonNode argument) {
    byte[] bytes = text(path, argument).getBytes(StandardCharsets.UTF_8);
    return NODES.textNode(Base64.getEncoder().encodeToString(bytes));
  }

  private JsonNode list(String path, JsonNode node, String function) {
    JsonNode value = resolve(path, node);
    if (value.isArray()) {
      return value;
    }
    if (!(value instanceof TextNode text && Pending.in(text.asText()))) {
      failed(path, "needs a list in " + function);
    }
    return NODES.arrayNode();
  }

  JsonNode failed(String path, String why) {
    problems.add(path, why);
    placeholders++;
    return NODES.textNode(Pending.ref("unresolved"));
  }
}
