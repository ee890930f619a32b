package dev.sundial.simulation;

import dev.sundial.json.Form;
import dev.sundial.json.InvalidDocumentException;
import dev.sundial.json.JsonReader;
import dev.sundial.json.Value;
import dev.sundial.lifecycle.VersionId;
import dev.sundial.local.inbox.SlackInbox;
import dev.sundial.local.inbox.SlackMessage;
import dev.sundial.metrics.VersionMetric;
import dev.sundial.naming.ResourceNames;
import dev.sundial.naming.StageName;
import dev.sundial.registry.LedgerEntry;
import dev.sundial.registry.RegistryReader;
import dev.sundial.simulation.StoryLine.Kind;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.AlarmHistoryItem;
import software.amazon.awssdk.services.cloudwatch.model.AlarmType;
import software.amazon.awssdk.services.cloudwatch.model.HistoryItemType;

/**
 * What happened, read back from where it can be looked up.
 *
 * @param registry versions and the ledger
 * @param cloudWatch the alarms' history
 * @param slack the inbox
 */
public record Story(RegistryReader registry, CloudWatchClient cloudWatch, SlackInbox slack) {
  private static final int MOST = 5_000;

  /** The id that every message of ours ends with; the same for each copy. */
  private static final Pattern ID = Pattern.compile("\"text\":\"id ([^\"]+)\"");

  private static final String PREFIX = new ResourceNames(StageName.SIMULATE).shared("");

  /** The lines of a span of time, in no order. */
  List<StoryLine> since(Instant from, Instant to) {
    List<StoryLine> lines = new ArrayList<>();
    ledger(from, to).forEach(lines::add);
    alarms(from, to).forEach(lines::add);
    messages(from, to).forEach(lines::add);
    return lines;
  }

  private Stream<StoryLine> ledger(Instant from, Instant to) {
    return registry.ledger(Simulation.MODEL, 1, MOST).stream()
        .filter(entry -> isWithin(entry.at(), from, to))
        .map(this::told);
  }

  private StoryLine told(LedgerEntry entry) {
    String version = entry.version().map(VersionId::value).orElse("");
    String accuracy =
        entry
            .version()
            .flatMap(id -> registry.version(Simulation.MODEL, id))
            .map(v -> v.metrics().get(VersionMetric.ACCURACY))
            .map(value -> String.format(Locale.ROOT, ", accuracy %.3f", value))
            .orElse("");
    String reason = entry.reason().isEmpty() ? "" : " (" + entry.reason() + ")";
    return line(
        entry.at(),
        Kind.REGISTRY,
        entry.action().name().toLowerCase(Locale.ROOT).replace('_', ' ') + reason + accuracy,
        version);
  }

  private Stream<StoryLine> alarms(Instant from, Instant to) {
    return cloudWatch
        .describeAlarmHistoryPaginator(
            r ->
                r.historyItemType(HistoryItemType.STATE_UPDATE)
                    .alarmTypes(AlarmType.METRIC_ALARM)
                    .startDate(from)
                    .endDate(to))
        .alarmHistoryItems()
        .stream()
        .filter(item -> item.alarmName().startsWith(PREFIX))
        .filter(item -> isWithin(item.timestamp(), from, to))
        .map(Story::told);
  }

  private static StoryLine told(AlarmHistoryItem item) {
    // "Alarm updated from OK to ALARM"
    String change = item.historySummary().replaceFirst(".*from ", "").replaceFirst(" to ", " → ");
    return line(
        item.timestamp(),
        Kind.ALARM,
        item.alarmName().substring(PREFIX.length()) + ": " + change,
        item.alarmName());
  }

  private Stream<StoryLine> messages(Instant from, Instant to) {
    return slack.newest(MOST).stream()
        .filter(message -> isWithin(message.at(), from, to))
        .map(Story::told);
  }

  private static StoryLine told(SlackMessage message) {
    String outcome = message.status() == 200 ? "" : message.status() + " ";
    Matcher id = ID.matcher(message.body());
    return line(message.at(), Kind.SLACK, outcome + text(message), id.find() ? id.group(1) : "");
  }

  private static String text(SlackMessage message) {
    try {
      Value body = JsonReader.read("message", message.body());
      String text = Form.of(body, new Form.Problems()).text("text", "");
      return text.lines().findFirst().orElse("").replaceAll(":(?:large_)?([a-z]+)_circle:", "$1:");
    } catch (InvalidDocumentException e) {
      return "a message that is no JSON";
    }
  }

  private static StoryLine line(Instant at, Kind kind, String text, String reference) {
    return new StoryLine(at.truncatedTo(ChronoUnit.MINUTES), kind, text, reference);
  }

  private static boolean isWithin(Instant at, Instant from, Instant to) {
    return !at.isBefore(from) && at.isBefore(to);
  }
}
