package dev.sundial.local.page;

import dev.sundial.local.endpoint.Headers;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Log groups; the streams and the newest lines of one, filtered. */
final class LogsPage implements Page {
  private static final int LINES = 500;
  private static final int MOST_LINES = 10_000;
  private static final int STREAMS = 50;

  private final LogSource logs;

  LogsPage(LogSource logs) {
    this.logs = logs;
  }

  @Override
  public Optional<View> view(String rest, Headers query) {
    if (!rest.isEmpty()) {
      return Optional.empty();
    }
    String group = query.first("group", "");
    return group.isEmpty() ? Optional.of(groups()) : lines(group, query);
  }

  private View groups() {
    List<LogSource.Group> groups = logs.groups();
    Table table = new Table("Group", "Retention", "Lines", "Bytes");
    for (LogSource.Group group : groups) {
      table.row(
          Html.link(Show.path("/logs", "group", group.name()), group.name()),
          Html.text(group.retentionDays().map(days -> days + " days").orElse("for ever")),
          Html.text(Long.toString(group.lines())),
          Html.text(Long.toString(group.bytes())));
    }
    List<Map<String, Object>> json =
        groups.stream()
            .map(
                group -> {
                  Map<String, Object> fields = new LinkedHashMap<>();
                  fields.put("name", group.name());
                  group.retentionDays().ifPresent(days -> fields.put("retentionDays", days));
                  fields.put("lines", group.lines());
                  fields.put("bytes", group.bytes());
                  return fields;
                })
            .toList();
    return new View("Logs", Map.of("groups", json), table.html("There are no log groups yet."));
  }

  private Optional<View> lines(String group, Headers query) {
    if (logs.groups().stream().noneMatch(known -> known.name().equals(group))) {
      return Optional.empty();
    }
    String stream = query.first("stream", "");
    String filter = query.first("filter", "");
    int limit = Page.number(query, "limit", LINES, MOST_LINES);
    List<LogSource.Line> lines =
        logs.newest(new LogSource.Wanted(group, Instant.EPOCH, Instant.MAX, stream, filter, limit));
    List<LogSource.Stream> streams = logs.streams(group);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("group", group);
    json.put("streams", streams.stream().map(LogSource.Stream::name).toList());
    json.put("lines", lines);
    Html body =
        Html.many(
            form(group, stream, filter),
            Html.element(
                    "p",
                    lines.size() == limit
                        ? "The newest " + limit + " lines, oldest first."
                        : lines.size() + (lines.size() == 1 ? " line." : " lines, oldest first."))
                .with("class", "note"),
            log(lines),
            streams(group, streams));
    return Optional.of(new View(group, json, body));
  }

  private static Html form(String group, String stream, String filter) {
    return Html.element(
            "form",
            Html.element("input").with("type", "hidden").with("name", "group").with("value", group),
            Html.element("input")
                .with("type", "hidden")
                .with("name", "stream")
                .with("value", stream),
            Html.element(
                "label",
                Html.text("Filter pattern "),
                Html.element("input")
                    .with("type", "search")
                    .with("name", "filter")
                    .with("value", filter)
                    .with("placeholder", "ERROR, or {$.level = \"WARN\"}")),
            Html.element("button", "Filter").with("type", "submit"),
            stream.isEmpty()
                ? Html.nothing()
                : Html.many(
                    Html.text(" only stream "),
                    Show.code(stream),
                    Html.text(" "),
                    Html.link(Show.path("/logs", "group", group, "filter", filter), "all streams")))
        .with("method", "get")
        .with("action", Pages.ROOT + "/logs");
  }

  /** Lines with their times in front, each day and each time said once. */
  static Html log(List<LogSource.Line> lines) {
    if (lines.isEmpty()) {
      return Html.element("p", "No lines.").with("class", "empty");
    }
    List<Html> rows = new ArrayList<>();
    Instant before = Instant.MIN;
    for (LogSource.Line line : lines) {
      Instant time = line.time().truncatedTo(ChronoUnit.MILLIS);
      if (before == Instant.MIN || isAnotherDay(before, time)) {
        rows.add(Html.element("li", Show.day(time)).with("class", "day"));
      }
      rows.add(
          Html.element(
              "li",
              time.equals(before) ? Html.element("span", "") : Show.timeOfDay(time),
              Html.element("span", line.text().stripTrailing()).with("class", "line")));
      before = time;
    }
    return Html.element("ol", rows).with("class", "log");
  }

  private static boolean isAnotherDay(Instant before, Instant time) {
    return !before.truncatedTo(ChronoUnit.DAYS).equals(time.truncatedTo(ChronoUnit.DAYS));
  }

  private static Html streams(String group, List<LogSource.Stream> streams) {
    Table table = new Table("Stream", "First line", "Last line");
    streams.stream()
        .limit(STREAMS)
        .forEach(
            stream ->
                table.row(
                    Html.link(
                        Show.path("/logs", "group", group, "stream", stream.name()), stream.name()),
                    Show.time(stream.first().orElse(null)),
                    Show.time(stream.last().orElse(null))));
    return Show.section("Streams, newest first", table.html("No streams."));
  }
}
