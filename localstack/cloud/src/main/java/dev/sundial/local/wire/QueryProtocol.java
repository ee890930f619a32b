package dev.sundial.local.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.endpoint.AwsRequest;
import dev.sundial.local.endpoint.AwsResponse;
import dev.sundial.local.endpoint.Queries;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The AWS query protocol: a form in, XML out. {@code A.member.1.B=x} is the list A of objects with
 * the member B; lists are answered as {@code <member>} elements.
 *
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-query-protocol.html">AWS query protocol</a>
 */
final class QueryProtocol {

  private QueryProtocol() {}

  static String action(AwsRequest request) {
    List<String> action = form(request).get("Action");
    return action == null || action.isEmpty() ? "Unknown" : action.getFirst();
  }

  static ObjectNode input(AwsRequest request) {
    Branch root = new Branch();
    form(request)
        .forEach(
            (name, values) -> {
              if (!name.equals("Action") && !name.equals("Version")) {
                root.put(List.of(name.split("\\.")), values.getFirst());
              }
            });
    return root.isEmpty() ? Trees.object() : (ObjectNode) root.tree();
  }

  static AwsResponse answer(
      AwsRequest request, String namespace, String operation, @Nullable JsonNode output) {
    XmlText xml = new XmlText();
    xml.open(operation + "Response", namespace);
    if (output != null) {
      xml.open(operation + "Result");
      xml.members(output);
      xml.close();
    }
    xml.open("ResponseMetadata");
    xml.element("RequestId", request.id());
    xml.close();
    xml.close();
    return AwsResponse.of(200, "text/xml", xml.bytes());
  }

  static AwsResponse error(AwsRequest request, String namespace, AwsError error) {
    XmlText xml = new XmlText();
    xml.open("ErrorResponse", namespace);
    xml.open("Error");
    xml.element("Type", error.status() < 500 ? "Sender" : "Receiver");
    xml.element("Code", error.code());
    xml.element("Message", error.text());
    xml.close();
    xml.element("RequestId", request.id());
    xml.close();
    return AwsResponse.of(error.status(), "text/xml", xml.bytes());
  }

  private static Map<String, List<String>> form(AwsRequest request) {
    return Queries.pairs(
        request.method().equals("GET")
            ? request.rawQuery()
            : new String(RequestBody.of(request), StandardCharsets.UTF_8));
  }

  /** A form being grown into a tree: a branch whose names are all numbers is a list. */
  private static final class Branch {
    private final Map<String, Branch> children = new TreeMap<>(Branch::byNumberThenName);
    private @Nullable String leaf;

    void put(List<String> path, String value) {
      if (path.isEmpty()) {
        leaf = value;
        return;
      }
      String head = path.getFirst();
      List<String> rest = path.subList(1, path.size());
      boolean listMarker = head.equals("member") && !rest.isEmpty() && isNumber(rest.getFirst());
      if (listMarker) {
        put(rest, value);
      } else {
        children.computeIfAbsent(head, n -> new Branch()).put(rest, value);
      }
    }

    boolean isEmpty() {
      return children.isEmpty() && leaf == null;
    }

    JsonNode tree() {
      if (children.isEmpty()) {
        return Trees.object().textNode(leaf);
      }
      if (children.keySet().stream().allMatch(Branch::isNumber)) {
        ArrayNode list = Trees.object().arrayNode();
        children.values().forEach(child -> list.add(child.tree()));
        return list;
      }
      ObjectNode object = Trees.object();
      new ArrayList<>(children.entrySet())
          .forEach(e -> object.set(e.getKey(), e.getValue().tree()));
      return object;
    }

    private static boolean isNumber(String text) {
      return text.matches("\\d{1,6}");
    }

    private static int byNumberThenName(String a, String b) {
      return isNumber(a) && isNumber(b)
          ? Integer.compare(Integer.parseInt(a), Integer.parseInt(b))
          : a.compareTo(b);
    }
  }
}
