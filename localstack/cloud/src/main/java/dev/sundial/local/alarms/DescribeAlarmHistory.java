package dev.sundial.local.alarms;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sundial.local.endpoint.AwsRequest;
import dev.sundial.local.wire.Operation;
import dev.sundial.local.wire.PageToken;
import dev.sundial.local.wire.Times;
import dev.sundial.local.wire.Trees;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** {@code DescribeAlarmHistory}, of deleted alarms too. */
final class DescribeAlarmHistory implements Operation {
  static final String[] MEMBERS = {
    "AlarmName",
    "AlarmTypes",
    "HistoryItemType",
    "StartDate",
    "EndDate",
    "MaxRecords",
    "NextToken",
    "ScanBy"
  };
  private static final Set<String> ITEM_TYPES =
      Set.of(HistoryItem.CONFIGURATION, HistoryItem.STATE, HistoryItem.ACTION);
  private static final String ASCENDING = "TimestampAscending";
  private static final Set<String> SCANS = Set.of(ASCENDING, "TimestampDescending");

  private final Alarms alarms;

  DescribeAlarmHistory(Alarms alarms) {
    this.alarms = alarms;
  }

  @Override
  public JsonNode apply(ObjectNode input, AwsRequest request) {
    boolean ascending = Requests.oneOf(input, "ScanBy", SCANS).equals(ASCENDING);
    String token = Trees.text(input, "NextToken", "");
    String after = token.isEmpty() ? "" : PageToken.place(token, AlarmErrors.token());
    int most = Requests.most(input, 100);
    List<Map.Entry<String, HistoryItem>> all = alarms.history();
    List<Map.Entry<String, HistoryItem>> found =
        selected(input, (ascending ? all : all.reversed()).stream())
            .filter(
                entry ->
                    after.isEmpty()
                        || (ascending
                            ? entry.getKey().compareTo(after) > 0
                            : entry.getKey().compareTo(after) < 0))
            .limit(most + 1L)
            .toList();
    ObjectNode output = Trees.object();
    ArrayNode items = output.putArray("AlarmHistoryItems");
    found.stream().limit(most).forEach(entry -> items.add(item(entry.getValue())));
    if (found.size() > most) {
      output.put("NextToken", PageToken.of(found.get(most - 1).getKey()));
    }
    return output;
  }

  private static Stream<Map.Entry<String, HistoryItem>> selected(
      ObjectNode input, Stream<Map.Entry<String, HistoryItem>> entries) {
    String name = Trees.text(input, "AlarmName", "");
    Set<String> types = Requests.types(input);
    String itemType = Requests.oneOf(input, "HistoryItemType", ITEM_TYPES);
    Optional<Instant> start = Times.read(input, "StartDate");
    Optional<Instant> end = Times.read(input, "EndDate");
    return entries.filter(
        entry -> {
          HistoryItem item = entry.getValue();
          return (name.isEmpty() || item.alarmName().equals(name))
              && types.contains(item.alarmType())
              && (itemType.isEmpty() || item.type().equals(itemType))
              && start.filter(item.at()::isBefore).isEmpty()
              && end.filter(item.at()::isAfter).isEmpty();
        });
  }

  private static ObjectNode item(HistoryItem item) {
    ObjectNode node = Trees.object();
    node.put("AlarmName", item.alarmName());
    node.put("AlarmType", item.alarmType());
    node.set("Timestamp", Times.of(item.at()));
    node.put("HistoryItemType", item.type());
    node.put("HistorySummary", item.summary());
    node.put("HistoryData", item.data());
    return node;
  }
}
