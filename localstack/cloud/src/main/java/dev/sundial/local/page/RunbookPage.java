package dev.sundial.local.page;

import dev.sundial.alarms.AlarmKind;
import dev.sundial.alarms.Level;
import dev.sundial.alarms.Watched;
import dev.sundial.local.endpoint.Headers;
import dev.sundial.metrics.Metric;
import dev.sundial.metrics.VendedMetric;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What each alarm means and what to do about it. */
final class RunbookPage implements Page {
  private static final String NAME = "/runbook";

  /** Where an alarm is told about. */
  static String address(AlarmKind kind) {
    return Pages.ROOT + NAME + "#" + kind.id();
  }

  @Override
  public Optional<View> view(String rest, Headers query) {
    if (!rest.isEmpty()) {
      return Optional.empty();
    }
    Table table = new Table("Alarm", "Of", "Red when", "M of N", "Period", "Missing data", "");
    List<Html> sections = new ArrayList<>();
    List<Map<String, Object>> json = new ArrayList<>();
    for (AlarmKind kind : AlarmKind.values()) {
      table.row(
          Html.link(address(kind), kind.id()),
          Html.text(lower(kind.scope())),
          Html.element("span", Markdown.html(red(kind))).with("class", "remark"),
          Html.text(kind.datapoints() + " of " + kind.periods()),
          Html.text(pace(kind)),
          Html.text(kind.missing().cloudWatchName()),
          Html.text(level(kind)));
      sections.add(section(kind));
      json.add(fields(kind));
    }
    Html body =
        Html.many(
            Html.element(
                    "p",
                    Html.text("Every alarm of a stage and its models; "),
                    Html.link(Show.path("/alarms"), "how they stand"),
                    Html.text("."))
                .with("class", "note"),
            table.html(""),
            Html.many(sections));
    return Optional.of(new View("Runbook", Map.of("alarms", json), body));
  }

  private static Html section(AlarmKind kind) {
    return Html.element(
            "section",
            Html.element("h2", kind.id()),
            Html.element(
                "p", Html.element("strong", kind.title() + "."), Html.text(" " + note(kind))),
            Markdown.html(kind.advice()))
        .with("id", kind.id());
  }

  private static String note(AlarmKind kind) {
    return kind.level() == Level.PAGE ? "Somebody must act." : "Somebody should look.";
  }

  private static Map<String, Object> fields(AlarmKind kind) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", kind.id());
    fields.put("of", lower(kind.scope()));
    fields.put("title", kind.title());
    fields.put("redWhen", red(kind));
    fields.put("datapointsToAlarm", kind.datapoints());
    fields.put("evaluationPeriods", kind.periods());
    fields.put("period", pace(kind));
    fields.put("missingData", kind.missing().cloudWatchName());
    fields.put("level", level(kind));
    fields.put("advice", kind.advice());
    return fields;
  }

  private static String red(AlarmKind kind) {
    String sign =
        switch (kind.crossing()) {
          case ABOVE -> ">";
          case BELOW -> "<";
        };
    return "%s of %s %s %s"
        .formatted(kind.statistic().cloudWatchName(), metric(kind.watched()), sign, kind.bound());
  }

  private static String metric(Watched watched) {
    return switch (watched) {
      case Watched.Custom(Metric metric) -> "`" + metric.metricName() + "`";
      case Watched.Quality(Metric classification, Metric regression) ->
          "`" + classification.metricName() + "` or `" + regression.metricName() + "`";
      case Watched.Vended(VendedMetric metric, String of) ->
          "`" + metric.namespace() + " " + metric.metricName() + "` of " + of;
    };
  }

  private static String pace(AlarmKind kind) {
    return switch (kind.pace()) {
      case PROBE -> "probe.every";
      case FIVE_MINUTES -> "5 min";
    };
  }

  private static String level(AlarmKind kind) {
    return switch (kind.level()) {
      case PAGE -> "pages";
      case NOTICE -> "notice";
    };
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
