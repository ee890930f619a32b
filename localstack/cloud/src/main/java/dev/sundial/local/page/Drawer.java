package dev.sundial.local.page;

import dev.sundial.local.alarms.Alarms;
import dev.sundial.local.alarms.StoredAlarm;
import dev.sundial.local.dashboards.DashboardBody;
import dev.sundial.local.dashboards.ReportQuery;
import dev.sundial.local.dashboards.Series;
import dev.sundial.local.dashboards.Widget;
import dev.sundial.local.metrics.MetricQuery;
import dev.sundial.local.metrics.MetricSource;
import dev.sundial.local.metrics.math.MathException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Fills the widgets of a dashboard with what was measured. */
final class Drawer {
  private static final String ALARM = ":alarm:";

  private final MetricSource metrics;
  private final LogSource logs;
  private final Alarms alarms;

  Drawer(MetricSource metrics, LogSource logs, Alarms alarms) {
    this.metrics = metrics;
    this.logs = logs;
    this.alarms = alarms;
  }

  List<Drawing> draw(DashboardBody body, TimeRange range, Instant now) {
    Periods periods = new Periods(range, now);
    List<Drawing> drawings = new ArrayList<>();
    for (Widget widget : body.widgets()) {
      String id = id(drawings.size());
      drawings.add(
          switch (widget) {
            case Widget.Metrics of -> chart(id, of, periods);
            case Widget.Logs of -> reports(id, of, periods);
            case Widget.Alarms of -> lights(id, of);
            case Widget.Text of ->
                new Drawing.Text(
                    id, "text", "", Drawing.Place.of(of.place()), of.markdown(), of.transparent());
          });
    }
    return drawings;
  }

  /** What a page calls a widget, by where it is in the body. */
  static String id(int index) {
    return "widget-" + index;
  }

  private Drawing chart(String id, Widget.Metrics widget, Periods periods) {
    Optional<Duration> whole =
        widget.wholeRange() && widget.view() != Widget.View.TIME_SERIES
            ? Optional.of(periods.range().length())
            : Optional.empty();
    return new Drawing.Chart(
        id,
        "metric",
        widget.title(),
        Drawing.Place.of(widget.place()),
        widget.view().cloudWatchName(),
        widget.stacked(),
        widget.sparkline(),
        widget.series().stream().map(series -> line(series, periods, whole)).toList(),
        widget.bounds().stream().map(Drawing::bound).toList(),
        widget.moments().stream()
            .map(
                moment ->
                    new Drawing.Moment(moment.at(), moment.label(), Drawing.color(moment.color())))
            .toList(),
        Drawing.Axis.of(widget.left()),
        Drawing.Axis.of(widget.right()),
        widget.legend().name().toLowerCase(Locale.ROOT));
  }

  /** The line of a series. */
  Drawing.Line line(Series series, Periods periods, Optional<Duration> whole) {
    MetricQuery query = series.query();
    Duration period = whole.orElseGet(() -> periods.of(query.period()));
    Instant from = whole.isPresent() ? periods.range().from() : periods.first(period);
    List<MetricSource.Point> points = List.of();
    String trouble = null;
    try {
      points = metrics.points(Periods.in(period, query), from, periods.range().to());
    } catch (MathException e) {
      trouble = e.text();
    }
    return line(
        series.label(),
        Drawing.color(series.color()),
        Drawing.side(series.side()),
        query instanceof MetricQuery.Stat stat ? stat.statistic() : "math",
        whole.orElse(query.period()),
        period,
        points,
        trouble);
  }

  private static Drawing.Line line(
      String label,
      @Nullable String color,
      String side,
      String statistic,
      Duration asked,
      Duration period,
      List<MetricSource.Point> points,
      @Nullable String trouble) {
    List<Number[]> pairs = new ArrayList<>(points.size());
    points.forEach(point -> pairs.add(new Number[] {point.at().toEpochMilli(), point.value()}));
    MetricSource.Point last = points.isEmpty() ? null : points.getLast();
    return new Drawing.Line(
        label,
        color,
        side,
        statistic,
        asked.toSeconds(),
        period.toSeconds(),
        pairs,
        last == null ? null : new Drawing.Newest(last.at(), last.value()),
        trouble);
  }

  private Drawing reports(String id, Widget.Logs widget, Periods periods) {
    ReportQuery query = widget.query();
    Duration bin = periods.of(query.bin());
    Reports reports =
        Reports.read(logs, query.groups(), periods.range().from(), periods.range().to());
    List<Drawing.Line> lines =
        query.figures().stream()
            .map(
                figure ->
                    line(
                        figure.label(),
                        null,
                        "left",
                        figure.function(),
                        query.bin(),
                        bin,
                        reports.points(figure, bin),
                        null))
            .toList();
    return new Drawing.Chart(
        id,
        "log",
        widget.title(),
        Drawing.Place.of(widget.place()),
        widget.view().cloudWatchName(),
        widget.stacked(),
        false,
        lines,
        List.of(),
        List.of(),
        Drawing.Axis.PLAIN,
        Drawing.Axis.PLAIN,
        "bottom");
  }

  private Drawing lights(String id, Widget.Alarms widget) {
    List<Drawing.Light> lights =
        new ArrayList<>(
            widget.arns().stream()
                .map(arn -> light(arn.substring(arn.indexOf(ALARM) + ALARM.length())))
                .filter(
                    light ->
                        widget.states().isEmpty()
                            || light.state() != null && widget.states().contains(light.state()))
                .toList());
    if (widget.byTime()) {
      lights.sort(
          Comparator.comparing(
                  Drawing.Light::since, Comparator.nullsFirst(Comparator.<Instant>naturalOrder()))
              .reversed());
    }
    return new Drawing.Lights(
        id, "alarm", widget.title(), Drawing.Place.of(widget.place()), lights);
  }

  private Drawing.Light light(String name) {
    return alarms.find(name).map(Drawer::light).orElseGet(() -> Drawing.Light.gone(name));
  }

  static Drawing.Light light(StoredAlarm alarm) {
    return new Drawing.Light(
        alarm.name(), alarm.status().value().name(), alarm.status().transitioned());
  }
}
