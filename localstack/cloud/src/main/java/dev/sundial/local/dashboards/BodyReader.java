package dev.sundial.local.dashboards;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sundial.local.alarms.Members;
import dev.sundial.local.endpoint.Account;
import dev.sundial.local.metrics.MetricId;
import dev.sundial.local.stack.Pending;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.Period;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads the body of a dashboard, all of it, and notes everything that cannot be drawn. */
final class BodyReader {
  private static final ObjectMapper STRICT =
      new ObjectMapper()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);
  private static final int COLUMNS = 24;
  private static final int MOST_HEIGHT = 1000;
  private static final int MOST_WIDGETS = 500;
  private static final int USUAL = 6;
  private static final int USUAL_PERIOD = 300;
  private static final String[] PLACE = {"type", "x", "y", "width", "height", "properties"};

  private final Members members;
  private final Set<MetricId> metrics = new LinkedHashSet<>();
  private int bottom;

  /**
   * What a body says.
   *
   * @param body without what is wrong
   * @param metrics that are named
   * @param problems in the order they were found
   */
  record Reading(DashboardBody body, Set<MetricId> metrics, List<Members.Problem> problems) {}

  private BodyReader(ObjectNode node) {
    this.members = new Members(node);
  }

  static Reading read(String json) {
    try {
      if (STRICT.readTree(json) instanceof ObjectNode node) {
        return new BodyReader(node).read();
      }
    } catch (JsonProcessingException e) {
      return none("is not JSON: " + e.getOriginalMessage());
    }
    return none("must be a JSON object");
  }

  private static Reading none(String why) {
    DashboardBody empty = new DashboardBody(Optional.empty(), Optional.empty(), List.of());
    return new Reading(empty, Set.of(), List.of(new Members.Problem("DashboardBody", why)));
  }

  private Reading read() {
    members.refuseOthers(Set.of("start", "end", "periodOverride", "widgets"));
    members.oneOf("periodOverride", Set.of("inherit", "auto"));
    List<Widget> widgets = new ArrayList<>();
    List<Members> all = members.objects("widgets");
    if (!members.has("widgets") || all.size() > MOST_WIDGETS) {
      members.problem("widgets", "must be a list of at most " + MOST_WIDGETS);
    }
    all.forEach(one -> widget(one).ifPresent(widgets::add));
    DashboardBody body = new DashboardBody(time("start"), time("end"), widgets);
    return new Reading(body, metrics, members.problems());
  }

  private Optional<String> time(String name) {
    Optional<String> text = members.text(name);
    if (text.isPresent() && !isTime(text.get())) {
      members.problem(name, "must be a time or a period such as -P7D, was " + text.get());
      return Optional.empty();
    }
    return text;
  }

  private static boolean isTime(String text) {
    try {
      if (!text.startsWith("-P")) {
        OffsetDateTime.parse(text);
      } else if (text.contains("T")) {
        Duration.parse(text.substring(1));
      } else {
        Period.parse(text.substring(1));
      }
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }

  private Optional<Widget> widget(Members widget) {
    widget.refuseOthers(Set.of(PLACE));
    Widget.Place place = place(widget);
    Optional<Members> properties = widget.object("properties");
    if (properties.isEmpty()) {
      widget.problem("properties", "is required");
      return Optional.empty();
    }
    String type = widget.required("type");
    Optional<Widget> read =
        switch (type) {
          case "metric" -> Optional.of(metrics(place, properties.get()));
          case "text" -> Optional.of(text(place, properties.get()));
          case "alarm" -> Optional.of(alarms(place, properties.get()));
          case "log" -> logs(place, properties.get());
          default -> Optional.empty();
        };
    if (read.isEmpty() && !type.equals("log")) {
      widget.problem("type", "is not implemented as " + type);
    }
    return read;
  }

  private Widget.Place place(Members widget) {
    int width = bounded(widget, "width", USUAL, 1, COLUMNS);
    int height = bounded(widget, "height", USUAL, 1, MOST_HEIGHT);
    int x = bounded(widget, "x", 0, 0, COLUMNS - 1);
    int y = bounded(widget, "y", bottom, 0, Integer.MAX_VALUE - MOST_HEIGHT);
    bottom = Math.max(bottom, y + height);
    return new Widget.Place(x, y, width, height);
  }

  private static int bounded(Members members, String name, int absent, int min, int max) {
    int number = members.integer(name).orElse(absent);
    if (number < min || number > max) {
      members.problem(name, "must be from " + min + " to " + max + ", was " + number);
      return absent;
    }
    return number;
  }

  private Widget metrics(Widget.Place place, Members properties) {
    properties.refuseOthers(
        Set.of(
            "view",
            "title",
            "region",
            "metrics",
            "stat",
            "period",
            "stacked",
            "annotations",
            "yAxis",
            "legend",
            "liveData",
            "setPeriodToTimeRange",
            "sparkline"));
    region(properties);
    String statistic = properties.text("stat").orElse("Average");
    if (!MetricRows.isStatistic(statistic)) {
      properties.problem("stat", "is not implemented as " + statistic);
    }
    int period = properties.integer("period").orElse(USUAL_PERIOD);
    if (period < 60 || period % 60 != 0) {
      properties.problem("period", "is implemented as a multiple of 60 only, was " + period);
      period = USUAL_PERIOD;
    }
    Widget.View view = view(properties);
    Optional<Members> axes = properties.object("yAxis");
    axes.ifPresent(both -> both.refuseOthers(Set.of("left", "right")));
    Widget.Axis left = axis(axes, "left");
    if (view == Widget.View.GAUGE && (left.min().isEmpty() || left.max().isEmpty())) {
      properties.problem("yAxis", "must have left.min and left.max for a gauge");
    }
    properties.bool("liveData", false);
    Optional<Members> annotations = properties.object("annotations");
    annotations.ifPresent(both -> both.refuseOthers(Set.of("horizontal", "vertical")));
    return new Widget.Metrics(
        place,
        properties.text("title").orElse(""),
        view,
        properties.bool("stacked", false),
        MetricRows.read(properties, statistic, period, metrics),
        Duration.ofSeconds(period),
        properties.bool("setPeriodToTimeRange", false),
        properties.bool("sparkline", false),
        annotations.map(BodyReader::bounds).orElse(List.of()),
        annotations.map(BodyReader::moments).orElse(List.of()),
        left,
        axis(axes, "right"),
        legend(properties));
  }

  private static Widget.View view(Members properties) {
    String name = properties.text("view").orElse(Widget.View.TIME_SERIES.cloudWatchName());
    Optional<Widget.View> view =
        Arrays.stream(Widget.View.values())
            .filter(one -> one.cloudWatchName().equals(name))
            .findFirst();
    if (view.isEmpty()) {
      properties.problem(
          "view",
          "is not implemented as "
              + name
              + ", only as "
              + Arrays.stream(Widget.View.values())
                  .map(Widget.View::cloudWatchName)
                  .collect(Collectors.joining(", ")));
    }
    return view.orElse(Widget.View.TIME_SERIES);
  }

  private static Widget.Legend legend(Members properties) {
    Optional<Members> legend = properties.object("legend");
    if (legend.isEmpty()) {
      return Widget.Legend.BOTTOM;
    }
    legend.get().refuseOthers(Set.of("position"));
    return legend
        .get()
        .oneOf("position", Set.of("bottom", "right", "hidden"))
        .map(position -> Widget.Legend.valueOf(position.toUpperCase(Locale.ROOT)))
        .orElse(Widget.Legend.BOTTOM);
  }

  private static Widget.Axis axis(Optional<Members> axes, String side) {
    Optional<Members> axis = axes.flatMap(both -> both.object(side));
    if (axis.isEmpty()) {
      return Widget.Axis.PLAIN;
    }
    axis.get().refuseOthers(Set.of("min", "max", "label", "showUnits"));
    return new Widget.Axis(
        number(axis.get(), "min"),
        number(axis.get(), "max"),
        axis.get().text("label").orElse(""),
        axis.get().bool("showUnits", true));
  }

  private static OptionalDouble number(Members members, String name) {
    Optional<Double> number = members.number(name);
    return number.isPresent() ? OptionalDouble.of(number.get()) : OptionalDouble.empty();
  }

  private static List<Widget.Bound> bounds(Members annotations) {
    List<Widget.Bound> bounds = new ArrayList<>();
    for (Members line : annotations.objects("horizontal")) {
      line.refuseOthers(Set.of("value", "label", "color", "fill", "visible", "yAxis"));
      Optional<Double> value = line.number("value");
      if (value.isEmpty()) {
        line.problem("value", "is required");
      }
      String fill = line.oneOf("fill", Set.of("above", "below", "none")).orElse("none");
      boolean right =
          line.oneOf("yAxis", Set.of("left", "right")).filter("right"::equals).isPresent();
      if (line.bool("visible", true)) {
        bounds.add(
            new Widget.Bound(
                value.orElse(0.0),
                line.text("label").orElse(""),
                line.text("color"),
                fill,
                right ? Widget.Side.RIGHT : Widget.Side.LEFT));
      }
    }
    return bounds;
  }

  private static List<Widget.Moment> moments(Members annotations) {
    List<Widget.Moment> moments = new ArrayList<>();
    for (Members line : annotations.objects("vertical")) {
      line.refuseOthers(Set.of("value", "label", "color", "visible"));
      Optional<Instant> at = line.text("value").flatMap(BodyReader::instant);
      if (at.isEmpty()) {
        line.problem("value", "must be a time");
      } else if (line.bool("visible", true)) {
        moments.add(new Widget.Moment(at.get(), line.text("label").orElse(""), line.text("color")));
      }
    }
    return moments;
  }

  private static Optional<Instant> instant(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Widget text(Widget.Place place, Members properties) {
    properties.refuseOthers(Set.of("markdown", "background"));
    boolean transparent =
        properties
            .oneOf("background", Set.of("transparent", "solid"))
            .filter("transparent"::equals)
            .isPresent();
    return new Widget.Text(place, properties.required("markdown"), transparent);
  }

  private static Widget alarms(Widget.Place place, Members properties) {
    properties.refuseOthers(Set.of("alarms", "title", "sortBy", "states"));
    List<String> arns = properties.texts("alarms");
    if (arns.isEmpty() || arns.size() > 100) {
      properties.problem("alarms", "must be a list of 1 to 100 ARNs of alarms");
    }
    for (String arn : arns) {
      boolean ours =
          Account.resourceOf("cloudwatch", arn).filter(r -> r.startsWith("alarm:")).isPresent();
      if (!ours && !Pending.in(arn)) {
        properties.problem("alarms", "must be ARNs of alarms of this account and region: " + arn);
      }
    }
    Optional<String> sort =
        properties.oneOf("sortBy", Set.of("default", "stateUpdatedTimestamp", "timestamp"));
    return new Widget.Alarms(
        place,
        properties.text("title").orElse(""),
        arns,
        sort.filter(by -> !by.equals("default")).isPresent(),
        properties.texts("states"));
  }

  private static Optional<Widget> logs(Widget.Place place, Members properties) {
    properties.refuseOthers(Set.of("view", "title", "region", "query", "stacked"));
    region(properties);
    Widget.View view = view(properties);
    Optional<ReportQuery> query = ReportQuery.parse(properties.required("query"));
    if (query.isEmpty()) {
      properties.problem(
          "query",
          "is implemented in the form SOURCE 'group' | filter @type = \"REPORT\" | stats"
              + " max(@maxMemoryUsed) as name by bin(1h) only, was "
              + properties.text("query").orElse(""));
      return Optional.empty();
    }
    return Optional.of(
        new Widget.Logs(
            place,
            properties.text("title").orElse(""),
            view,
            properties.bool("stacked", false),
            query.get()));
  }

  private static void region(Members properties) {
    String region = properties.required("region");
    if (properties.has("region") && !region.equals(Account.REGION)) {
      properties.problem("region", "must be us-east-1, was " + region);
    }
  }
}
