package dev.sundial.local.scheduler;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sundial.local.delivery.Courier;
import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.endpoint.AwsResponse;
import dev.sundial.local.endpoint.AwsService;
import dev.sundial.local.wire.Operations;
import dev.sundial.local.wire.RestCall;
import dev.sundial.local.wire.RestJsonService;
import dev.sundial.local.wire.Trees;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** EventBridge Scheduler as its clients see it. */
public final class SchedulerService {
  private static final int MOST_LISTED = 100;

  private final Schedules schedules;
  private final ScheduleShapes shapes;

  private SchedulerService(Schedules schedules, Courier courier) {
    this.schedules = schedules;
    this.shapes = new ScheduleShapes(courier);
  }

  /** The service behind the endpoint. */
  public static AwsService of(Schedules schedules, Courier courier) {
    SchedulerService service = new SchedulerService(schedules, courier);
    String schedule = "/schedules/{Name}";
    String group = "/schedule-groups/{Name}";
    String tags = "/tags/{ResourceArn}";
    return RestJsonService.named("scheduler")
        .route("POST", schedule, "CreateSchedule", service::create)
        .route("GET", schedule, "GetSchedule", service::get, "groupName")
        .route("PUT", schedule, "UpdateSchedule", service::update)
        .route("DELETE", schedule, "DeleteSchedule", service::delete, "groupName", "clientToken")
        .route(
            "GET",
            "/schedules",
            "ListSchedules",
            service::list,
            "MaxResults",
            "NamePrefix",
            "NextToken",
            "ScheduleGroup",
            "State")
        .route(
            "GET",
            "/schedule-groups",
            "ListScheduleGroups",
            service::groups,
            "MaxResults",
            "NamePrefix")
        .route("GET", group, "GetScheduleGroup", service::group)
        .refuse("POST", group, "CreateScheduleGroup")
        .refuse("DELETE", group, "DeleteScheduleGroup")
        .refuse("GET", tags, "ListTagsForResource")
        .refuse("POST", tags, "TagResource")
        .refuse("DELETE", tags, "UntagResource")
        .build();
  }

  private AwsResponse create(RestCall call) {
    ObjectNode body = call.body();
    String token = Trees.text(body, "ClientToken", "");
    StoredSchedule made = schedules.create(read(call, body), token.isEmpty() ? null : token);
    return call.json(200, Trees.object().put("ScheduleArn", made.schedule().arn()));
  }

  private AwsResponse update(RestCall call) {
    StoredSchedule changed = schedules.update(read(call, call.body()));
    return call.json(200, Trees.object().put("ScheduleArn", changed.schedule().arn()));
  }

  private Schedule read(RestCall call, ObjectNode body) {
    Set<String> known = new HashSet<>(ScheduleShapes.MEMBERS);
    known.add("ClientToken");
    known.add("Name");
    Operations.refuseOthers("Schedule", body, known);
    return shapes.read(call.label("Name"), body);
  }

  private AwsResponse get(RestCall call) {
    return call.json(200, ScheduleShapes.detail(named(call)));
  }

  private AwsResponse delete(RestCall call) {
    schedules.delete(named(call).schedule().name());
    return call.json(200, Trees.object());
  }

  private StoredSchedule named(RestCall call) {
    ScheduleShapes.requireDefaultGroup(call.query("groupName", Schedule.DEFAULT_GROUP));
    return schedules.get(call.label("Name"));
  }

  private AwsResponse list(RestCall call) {
    ScheduleShapes.requireDefaultGroup(call.query("ScheduleGroup", Schedule.DEFAULT_GROUP));
    String prefix = call.query("NamePrefix", "");
    String state = call.query("State", "");
    if (!state.matches("|ENABLED|DISABLED")) {
      throw AwsError.validation("State must be ENABLED or DISABLED, was " + state);
    }
    String after = call.query("NextToken", "");
    int most = most(call);
    List<ObjectNode> found =
        schedules.all().stream()
            .map(ScheduleShapes::summary)
            .filter(node -> node.path("Name").asText().startsWith(prefix))
            .filter(node -> node.path("Name").asText().compareTo(after) > 0)
            .filter(node -> state.isEmpty() || node.path("State").asText().equals(state))
            .toList();
    ObjectNode output = Trees.object();
    ArrayNode list = output.putArray("Schedules");
    found.stream().limit(most).forEach(list::add);
    if (found.size() > most) {
      output.put("NextToken", found.get(most - 1).path("Name").asText());
    }
    return call.json(200, output);
  }

  private static int most(RestCall call) {
    String text = call.query("MaxResults", Integer.toString(MOST_LISTED));
    if (!text.matches("[1-9]\\d?|100")) {
      throw AwsError.validation("MaxResults must be from 1 to 100, was " + text);
    }
    return Integer.parseInt(text);
  }

  private AwsResponse groups(RestCall call) {
    most(call);
    ObjectNode output = Trees.object();
    ArrayNode groups = output.putArray("ScheduleGroups");
    if (Schedule.DEFAULT_GROUP.startsWith(call.query("NamePrefix", ""))) {
      groups.add(defaultGroup());
    }
    return call.json(200, output);
  }

  private AwsResponse group(RestCall call) {
    ScheduleShapes.requireDefaultGroup(call.label("Name"));
    return call.json(200, defaultGroup());
  }

  private static ObjectNode defaultGroup() {
    return Trees.object()
        .put("Arn", Schedules.GROUP_ARN)
        .put("Name", Schedule.DEFAULT_GROUP)
        .put("State", "ACTIVE");
  }
}
