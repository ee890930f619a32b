package dev.sundial.local.page;

import dev.sundial.local.alarms.Alarm;
import dev.sundial.local.alarms.Alarms;
import dev.sundial.local.alarms.StoredAlarm;
import dev.sundial.local.dashboards.DashboardBody;
import dev.sundial.local.dashboards.Series;
import dev.sundial.local.dashboards.Widget;
import dev.sundial.local.endpoint.Headers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One alarm: how it stands, what it watches, what to do, what happened. */
final class AlarmPage {
  private static final Duration SHORTEST = Duration.ofHours(24);
  private static final int PERIODS = 300;
  private static final int HISTORY = 200;
  private static final int MOST_HISTORY = 10_000;
  private static final int MOST_MOMENTS = 12;
  private static final String RED = "#d13212";
  private static final String GREEN = "#2e8b57";
  private static final DashboardBody NO_DEFAULT =
      new DashboardBody(Optional.empty(), Optional.empty(), List.of());

  private final Alarms alarms;
  private final Drawer drawer;
  private final Clock clock;

  AlarmPage(Alarms alarms, Drawer drawer, Clock clock) {
    this.alarms = alarms;
    this.drawer = drawer;
    this.clock = clock;
  }

  View view(StoredAlarm stored, Headers query) {
    Alarm alarm = stored.alarm();
    Optional<String> trouble = alarms.trouble(alarm.name());
    List<AlarmEvent> history =
        AlarmEvent.newest(
            alarms.history(), alarm.name(), Page.number(query, "limit", HISTORY, MOST_HISTORY));
    Map<String, Object> json = AlarmsPage.fields(stored, trouble);
    List<Drawing.Light> children = lights(alarms.childrenOf(alarm.name()));
    List<Drawing.Light> parents = lights(alarms.parentsOf(alarm.name()));
    json.put("children", children);
    json.put("parents", parents);
    json.put("history", history);
    Html head =
        Html.many(
            facts(stored, trouble),
            Show.block(Show.shortened(stored.status().reason())),
            advice(alarm));
    Html tail =
        Html.many(
            related("What it asks about", children),
            related("Part of", parents),
            Show.section("History, newest first", AlarmEvent.table(history)));
    return switch (alarm) {
      case Alarm.Composite composite ->
          new View(alarm.name(), json, Html.many(head, Html.many(rule(composite)), tail));
      case Alarm.Metric metric -> {
        TimeRange range = range(metric, query);
        json.put("start", range.from());
        json.put("end", range.to());
        Drawing.Chart chart = chart(metric, range, history);
        json.put("widgets", List.of(chart));
        Html drawn =
            Html.many(
                WidgetHtml.ranges("/alarms/" + Show.segment(alarm.name()), range),
                Html.element("div", WidgetHtml.of(chart)).with("class", "alone"));
        yield View.drawn(
            alarm.name(), json, Html.many(head, Show.section("Metric", drawn), tail), "");
      }
    };
  }

  private static Html facts(StoredAlarm stored, Optional<String> trouble) {
    Alarm alarm = stored.alarm();
    Map<String, Html> facts = new LinkedHashMap<>();
    facts.put(
        "State",
        Show.badge(
            AlarmWords.state(stored.status().value()), AlarmWords.mood(stored.status().value())));
    facts.put("Since", Show.time(stored.status().transitioned()));
    if (alarm instanceof Alarm.Metric metric) {
      facts.put("Red when", Html.text(AlarmWords.red(alarm)));
      facts.put("Watches", Html.text(AlarmWords.metrics(metric.watched())));
    }
    facts.put("Tells when red", actions(alarm, alarm.settings().alarmActions()));
    facts.put("Tells when over", actions(alarm, alarm.settings().okActions()));
    facts.put("Declared", Show.time(stored.configured()));
    trouble.ifPresent(why -> facts.put("Cannot be evaluated", Html.text(why)));
    return Show.facts(facts);
  }

  private static Html actions(Alarm alarm, List<String> arns) {
    if (arns.isEmpty()) {
      return Html.text("nobody");
    }
    String names = Show.shortened(String.join(", ", arns));
    return Html.text(alarm.settings().actionsEnabled() ? names : names + " (switched off)");
  }

  private static Html advice(Alarm alarm) {
    Optional<String> description = alarm.settings().description();
    Html runbook =
        AlarmWords.kind(alarm.name())
            .<Html>map(
                kind ->
                    Html.element(
                        "p", Html.link(RunbookPage.address(kind), "Runbook: " + kind.id())))
            .orElse(Html.nothing());
    return description.isEmpty() && AlarmWords.kind(alarm.name()).isEmpty()
        ? Html.nothing()
        : Show.section(
            "What to do", description.map(Markdown::html).orElse(Html.nothing()), runbook);
  }

  private static Html rule(Alarm.Composite composite) {
    return Show.section("Rule", Show.block(AlarmWords.rule(composite)));
  }

  private List<Drawing.Light> lights(Collection<String> names) {
    return names.stream()
        .map(name -> alarms.find(name).map(Drawer::light).orElseGet(() -> Drawing.Light.gone(name)))
        .toList();
  }

  private static Html related(String heading, List<Drawing.Light> lights) {
    return lights.isEmpty() ? Html.nothing() : Show.section(heading, WidgetHtml.lights(lights));
  }

  private TimeRange range(Alarm.Metric alarm, Headers query) {
    boolean asked =
        List.of("range", "start", "end").stream().anyMatch(name -> query.first(name) != null);
    if (asked) {
      return TimeRange.of(query, NO_DEFAULT, clock.instant());
    }
    Duration periods = alarm.watched().query().period().multipliedBy(PERIODS);
    Duration length = periods.compareTo(SHORTEST) > 0 ? periods : SHORTEST;
    return TimeRange.last(
        length.compareTo(TimeRange.LONGEST) > 0 ? TimeRange.LONGEST : length, clock.instant());
  }

  private Drawing.Chart chart(Alarm.Metric alarm, TimeRange range, List<AlarmEvent> history) {
    Series series =
        new Series(
            alarm.watched().query(),
            AlarmWords.what(alarm.watched()),
            Optional.empty(),
            Widget.Side.LEFT);
    Drawing.Line line = drawer.line(series, new Periods(range, clock.instant()), Optional.empty());
    Drawing.Bound bound =
        new Drawing.Bound(
            alarm.threshold(), AlarmWords.sign(alarm.comparison()), RED, "none", "left");
    return new Drawing.Chart(
        Drawer.id(0),
        "metric",
        "",
        null,
        Widget.View.TIME_SERIES.cloudWatchName(),
        false,
        false,
        List.of(line),
        List.of(bound),
        moments(range, history),
        Drawing.Axis.PLAIN,
        Drawing.Axis.PLAIN,
        "bottom");
  }

  /** The changes of state in the time shown, where they are few enough to be told apart. */
  private static List<Drawing.Moment> moments(TimeRange range, List<AlarmEvent> history) {
    List<Drawing.Moment> moments =
        history.stream()
            .filter(event -> event.newState() != null)
            .filter(event -> isWithin(event.at(), range))
            .map(
                event ->
                    new Drawing.Moment(
                        event.at(), String.valueOf(event.newState()), color(event.newState())))
            .toList();
    return moments.size() > MOST_MOMENTS ? List.of() : moments;
  }

  private static boolean isWithin(Instant at, TimeRange range) {
    return !at.isBefore(range.from()) && at.isBefore(range.to());
  }

  private static @Nullable String color(@Nullable String state) {
    return "ALARM".equals(state) ? RED : "OK".equals(state) ? GREEN : null;
  }
}
