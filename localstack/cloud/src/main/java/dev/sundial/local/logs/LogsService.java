package dev.sundial.local.logs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.endpoint.AwsRequest;
import dev.sundial.local.endpoint.AwsService;
import dev.sundial.local.wire.ModeledService;
import dev.sundial.local.wire.Operations;
import dev.sundial.local.wire.Trees;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** CloudWatch Logs as its clients see it. */
public final class LogsService {
  private static final Duration TOO_OLD = Duration.ofDays(14);
  private static final Duration TOO_NEW = Duration.ofHours(2);
  private static final int MOST_DESCRIBED = 50;
  private static final String BY_NAME = "LogStreamName";
  private static final String BY_TIME = "LastEventTime";

  private final LogGroups groups;
  private final Clock clock;
  private final LogReader reader;

  private LogsService(LogGroups groups, Clock clock) {
    this.groups = groups;
    this.clock = clock;
    this.reader = new LogReader(groups);
  }

  /** The service behind the endpoint. */
  public static AwsService of(LogGroups groups, Clock clock) {
    LogsService logs = new LogsService(groups, clock);
    return new ModeledService("logs", "", logs.operations().table());
  }

  private Operations operations() {
    String group = "logGroupName";
    String stream = "logStreamName";
    String identifier = "logGroupIdentifier";
    return new Operations()
        .on("CreateLogGroup", this::createGroup, group, "tags", "logGroupClass")
        .on("DeleteLogGroup", this::deleteGroup, group)
        .on(
            "DescribeLogGroups",
            this::describeGroups,
            "logGroupNamePrefix",
            "logGroupNamePattern",
            "nextToken",
            "limit")
        .on("PutRetentionPolicy", this::retain, group, "retentionInDays")
        .on("DeleteRetentionPolicy", this::retain, group)
        .on("CreateLogStream", this::createStream, group, stream)
        .on("DeleteLogStream", this::deleteStream, group, stream)
        .on(
            "DescribeLogStreams",
            this::describeStreams,
            group,
            identifier,
            "logStreamNamePrefix",
            "orderBy",
            "descending",
            "nextToken",
            "limit")
        .on("PutLogEvents", this::put, group, stream, "logEvents", "sequenceToken")
        .on(
            "GetLogEvents",
            reader::get,
            group,
            identifier,
            stream,
            "startTime",
            "endTime",
            "nextToken",
            "limit",
            "startFromHead")
        .on(
            "FilterLogEvents",
            reader::filter,
            group,
            identifier,
            "logStreamNames",
            "logStreamNamePrefix",
            "startTime",
            "endTime",
            "filterPattern",
            "nextToken",
            "limit",
            "interleaved")
        .on("ListTagsForResource", this::tags, "resourceArn")
        .on("TagResource", this::tag, "resourceArn", "tags")
        .on("UntagResource", this::untag, "resourceArn", "tagKeys")
        .refuse(
            "StartLiveTail",
            "StartQuery",
            "GetQueryResults",
            "PutMetricFilter",
            "DescribeMetricFilters",
            "PutSubscriptionFilter",
            "DescribeSubscriptionFilters",
            "CreateExportTask",
            "AssociateKmsKey",
            "PutDataProtectionPolicy",
            "PutResourcePolicy",
            "GetLogRecord");
  }

  private @Nullable JsonNode createGroup(ObjectNode input, AwsRequest request) {
    String logClass = Trees.text(input, "logGroupClass", StoredGroup.STANDARD);
    if (!logClass.equals(StoredGroup.STANDARD) && !logClass.equals("INFREQUENT_ACCESS")) {
      throw new AwsError(
          400,
          "InvalidParameterException",
          "The local cloud does not implement the log group class " + logClass);
    }
    String name = Trees.text(input, "logGroupName");
    groups.create(name, map(input, "tags"));
    groups.classify(name, logClass);
    return null;
  }

  private @Nullable JsonNode deleteGroup(ObjectNode input, AwsRequest request) {
    groups.delete(Trees.text(input, "logGroupName"));
    return null;
  }

  private JsonNode describeGroups(ObjectNode input, AwsRequest request) {
    String prefix = Trees.text(input, "logGroupNamePrefix", "");
    String pattern = Trees.text(input, "logGroupNamePattern", "");
    String after = Trees.text(input, "nextToken", "");
    int limit = limit(input);
    List<StoredGroup> found =
        groups.all().stream()
            .filter(group -> group.name().startsWith(prefix) && group.name().contains(pattern))
            .filter(group -> group.name().compareTo(after) > 0)
            .toList();
    ObjectNode output = Trees.object();
    ArrayNode list = output.putArray("logGroups");
    found.stream().limit(limit).forEach(group -> list.add(describe(group)));
    if (found.size() > limit) {
      output.put("nextToken", found.get(limit - 1).name());
    }
    return output;
  }

  private static ObjectNode describe(StoredGroup group) {
    String arn = LogGroups.arn(group.name());
    ObjectNode node = Trees.object();
    node.put("logGroupName", group.name());
    node.put("creationTime", group.created().toEpochMilli());
    if (group.retentionDays() != null) {
      node.put("retentionInDays", group.retentionDays());
    }
    node.put("metricFilterCount", 0);
    node.put("arn", arn + ":*");
    node.put("storedBytes", group.bytes());
    node.put("logGroupClass", group.logClass());
    return node.put("logGroupArn", arn);
  }

  private @Nullable JsonNode retain(ObjectNode input, AwsRequest request) {
    Integer days =
        input.hasNonNull("retentionInDays") ? Trees.integer(input, "retentionInDays", 0) : null;
    groups.retain(Trees.text(input, "logGroupName"), days);
    return null;
  }

  private @Nullable JsonNode createStream(ObjectNode input, AwsRequest request) {
    groups.createStream(Trees.text(input, "logGroupName"), Trees.text(input, "logStreamName"));
    return null;
  }

  private @Nullable JsonNode deleteStream(ObjectNode input, AwsRequest request) {
    groups.deleteStream(Trees.text(input, "logGroupName"), Trees.text(input, "logStreamName"));
    return null;
  }

  private JsonNode describeStreams(ObjectNode input, AwsRequest request) {
    StoredGroup group = LogReader.group(groups, input);
    String prefix = Trees.text(input, "logStreamNamePrefix", "");
    String orderBy = Trees.text(input, "orderBy", BY_NAME);
    boolean byTime = orderBy.equals(BY_TIME);
    if (!byTime && !orderBy.equals(BY_NAME)) {
      throw new AwsError(
          400, "InvalidParameterException", "orderBy must be LogStreamName or LastEventTime");
    }
    if (byTime && !prefix.isEmpty()) {
      throw new AwsError(
          400,
          "InvalidParameterException",
          "Cannot order by LastEventTime with a logStreamNamePrefix.");
    }
    Comparator<StoredStream> order = Comparator.comparing(StoredStream::name);
    if (byTime) {
      order = Comparator.comparing(LogsService::lastEvent).thenComparing(order);
    }
    if (input.path("descending").asBoolean()) {
      order = order.reversed();
    }
    List<StoredStream> found =
        groups.streams(group).stream()
            .filter(stream -> stream.name().startsWith(prefix))
            .sorted(order)
            .toList();
    int from = Math.max(0, Trees.integer(input, "nextToken", 0));
    int to = Math.min(found.size(), from + limit(input));
    ObjectNode output = Trees.object();
    ArrayNode list = output.putArray("logStreams");
    found.subList(Math.min(from, to), to).forEach(stream -> list.add(describe(group, stream)));
    if (to < found.size()) {
      output.put("nextToken", Integer.toString(to));
    }
    return output;
  }

  private static Instant lastEvent(StoredStream stream) {
    return stream.lastEvent() == null ? Instant.EPOCH : stream.lastEvent();
  }

  private static ObjectNode describe(StoredGroup group, StoredStream stream) {
    ObjectNode node = Trees.object();
    node.put("logStreamName", stream.name());
    node.put("creationTime", stream.created().toEpochMilli());
    if (stream.firstEvent() != null && stream.lastEvent() != null) {
      node.put("firstEventTimestamp", stream.firstEvent().toEpochMilli());
      node.put("lastEventTimestamp", stream.lastEvent().toEpochMilli());
    }
    if (stream.lastIngestion() != null) {
      node.put("lastIngestionTime", stream.lastIngestion().toEpochMilli());
    }
    node.put("arn", LogGroups.arn(group.name()) + ":log-stream:" + stream.name());
    return node.put("storedBytes", 0);
  }

  private JsonNode put(ObjectNode input, AwsRequest request) {
    StoredGroup group = LogReader.group(groups, input);
    String stream = groups.stream(group, Trees.text(input, "logStreamName")).name();
    Instant now = clock.instant();
    List<LogLine> accepted = new ArrayList<>();
    int tooOld = 0;
    int tooNew = -1;
    int index = 0;
    for (JsonNode event : input.path("logEvents")) {
      if (!event.path("timestamp").canConvertToLong() || !event.path("message").isTextual()) {
        throw new AwsError(
            400, "InvalidParameterException", "logEvents must each have timestamp and message");
      }
      Instant time = Instant.ofEpochMilli(event.path("timestamp").asLong());
      if (time.isBefore(now.minus(TOO_OLD))) {
        tooOld = index + 1;
      } else if (time.isAfter(now.plus(TOO_NEW))) {
        tooNew = tooNew < 0 ? index : tooNew;
      } else {
        accepted.add(new LogLine(time, event.path("message").asText()));
      }
      index++;
    }
    if (index == 0) {
      throw new AwsError(400, "InvalidParameterException", "logEvents must not be empty");
    }
    groups.append(group.name(), stream, accepted);
    groups.commit();
    ObjectNode output = Trees.object().put("nextSequenceToken", "0");
    if (tooOld > 0 || tooNew >= 0) {
      ObjectNode rejected = output.putObject("rejectedLogEventsInfo");
      if (tooOld > 0) {
        rejected.put("tooOldLogEventEndIndex", tooOld);
      }
      if (tooNew >= 0) {
        rejected.put("tooNewLogEventStartIndex", tooNew);
      }
    }
    return output;
  }

  private JsonNode tags(ObjectNode input, AwsRequest request) {
    ObjectNode output = Trees.object();
    ObjectNode tags = output.putObject("tags");
    tagged(input).tags().forEach(tags::put);
    return output;
  }

  private @Nullable JsonNode tag(ObjectNode input, AwsRequest request) {
    StoredGroup group = tagged(input);
    Map<String, String> tags = new TreeMap<>(group.tags());
    tags.putAll(map(input, "tags"));
    groups.tag(group.name(), tags);
    return null;
  }

  private @Nullable JsonNode untag(ObjectNode input, AwsRequest request) {
    StoredGroup group = tagged(input);
    Map<String, String> tags = new TreeMap<>(group.tags());
    input.path("tagKeys").forEach(key -> tags.remove(key.asText()));
    groups.tag(group.name(), tags);
    return null;
  }

  private StoredGroup tagged(ObjectNode input) {
    return groups.get(LogGroups.tagged(input));
  }

  private static int limit(ObjectNode input) {
    int limit = Trees.integer(input, "limit", MOST_DESCRIBED);
    if (limit < 1 || limit > MOST_DESCRIBED) {
      throw new AwsError(400, "InvalidParameterException", "limit must be from 1 to 50");
    }
    return limit;
  }

  private static Map<String, String> map(ObjectNode input, String name) {
    Map<String, String> map = new TreeMap<>();
    input.path(name).properties().forEach(e -> map.put(e.getKey(), e.getValue().asText()));
    return map;
  }
}
