package dev.sundial.local.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sundial.local.alarms.Members;
import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.endpoint.AwsRequest;
import dev.sundial.local.wire.Operation;
import dev.sundial.local.wire.Operations;
import dev.sundial.local.wire.Page;
import dev.sundial.local.wire.Times;
import dev.sundial.local.wire.Trees;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** CloudWatch's operations on dashboards. */
public final class DashboardOperations {
  static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,255}");
  private static final int MOST_LISTED = 1000;

  private final Dashboards dashboards;

  private DashboardOperations(Dashboards dashboards) {
    this.dashboards = dashboards;
  }

  /** The operations by name. */
  public static Map<String, Operation> table(Dashboards dashboards) {
    DashboardOperations on = new DashboardOperations(dashboards);
    return new Operations()
        .on("PutDashboard", on::put, "DashboardName", "DashboardBody")
        .on("GetDashboard", on::get, "DashboardName")
        .on("ListDashboards", on::list, "DashboardNamePrefix", "NextToken")
        .on("DeleteDashboards", on::delete, "DashboardNames")
        .table();
  }

  private JsonNode put(ObjectNode input, AwsRequest request) {
    String name = required(input, "DashboardName");
    if (!NAME.matcher(name).matches()) {
      throw invalid("The name must have 1 to 255 letters, digits, - and _, was " + name);
    }
    String body = required(input, "DashboardBody");
    ArrayNode messages = messages(BodyReader.read(body).problems());
    if (!messages.isEmpty()) {
      throw invalid(
          "The dashboard body is invalid, there are "
              + messages.size()
              + " validation errors: "
              + messages);
    }
    dashboards.put(name, body);
    ObjectNode output = Trees.object();
    output.putArray("DashboardValidationMessages");
    return output;
  }

  private static ArrayNode messages(List<Members.Problem> problems) {
    ArrayNode messages = Trees.object().arrayNode();
    for (Members.Problem problem : problems) {
      String path = "/" + problem.member().replace("[", "/").replace("]", "").replace('.', '/');
      messages.addObject().put("dataPath", path).put("message", problem.text());
    }
    return messages;
  }

  private JsonNode get(ObjectNode input, AwsRequest request) {
    Dashboards.Stored found = dashboards.require(required(input, "DashboardName"));
    return Trees.object()
        .put("DashboardArn", Dashboards.arn(found.name()))
        .put("DashboardBody", found.json())
        .put("DashboardName", found.name());
  }

  private JsonNode list(ObjectNode input, AwsRequest request) {
    String prefix = Trees.text(input, "DashboardNamePrefix", "");
    Page<Dashboards.Stored> page =
        Page.of(
            dashboards.all().stream().filter(one -> one.name().startsWith(prefix)).toList(),
            Dashboards.Stored::name,
            Trees.text(input, "NextToken", ""),
            MOST_LISTED,
            new AwsError(400, "InvalidParameterValueException", "NextToken is not valid"));
    ObjectNode output = Trees.object();
    ArrayNode entries = output.putArray("DashboardEntries");
    for (Dashboards.Stored one : page.items()) {
      ObjectNode entry = entries.addObject();
      entry.put("DashboardName", one.name());
      entry.put("DashboardArn", Dashboards.arn(one.name()));
      entry.set("LastModified", Times.of(one.modified()));
      entry.put("Size", one.json().getBytes(StandardCharsets.UTF_8).length);
    }
    page.next().ifPresent(token -> output.put("NextToken", token));
    return output;
  }

  private @Nullable JsonNode delete(ObjectNode input, AwsRequest request) {
    Members members = new Members(input);
    List<String> names = members.texts("DashboardNames");
    if (names.isEmpty() || !members.problems().isEmpty()) {
      throw missing("DashboardNames");
    }
    dashboards.delete(names);
    return null;
  }

  private static String required(ObjectNode input, String name) {
    String text = Trees.text(input, name, "");
    if (text.isEmpty()) {
      throw missing(name);
    }
    return text;
  }

  private static AwsError missing(String name) {
    return new AwsError(
        400, "MissingRequiredParameterException", "The parameter " + name + " is required.");
  }

  private static AwsError invalid(String message) {
    return new AwsError(400, "DashboardInvalidInputError", message);
  }
}
