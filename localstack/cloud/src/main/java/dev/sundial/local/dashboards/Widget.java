package dev.sundial.local.dashboards;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** A rectangle of a dashboard. */
public sealed interface Widget {

  Place place();

  /**
   * Where it is, in cells of a grid that is 24 wide.
   *
   * @param x from the left, from 0
   * @param y from the top, from 0
   */
  record Place(int x, int y, int width, int height) {}

  /** How metrics are drawn. */
  enum View {
    /** Lines over time; areas on top of each other when they are stacked. */
    TIME_SERIES("timeSeries"),
    /** The newest value of each series, in figures. */
    SINGLE_VALUE("singleValue"),
    /** The newest value of each series on a scale from the left axis's min to its max. */
    GAUGE("gauge"),
    /** A bar for the newest value of each series. */
    BAR("bar"),
    /** Each series' share of the sum of the newest values. */
    PIE("pie");

    private final String cloudWatchName;

    View(String cloudWatchName) {
      this.cloudWatchName = cloudWatchName;
    }

    /** As CloudWatch spells it. */
    public String cloudWatchName() {
      return cloudWatchName;
    }
  }

  /** Where the names of the series are. */
  enum Legend {
    BOTTOM,
    RIGHT,
    HIDDEN
  }

  /** The side a series is measured on. */
  enum Side {
    LEFT,
    RIGHT
  }

  /**
   * A vertical axis.
   *
   * @param label empty when it has none
   */
  record Axis(OptionalDouble min, OptionalDouble max, String label, boolean showUnits) {
    static final Axis PLAIN = new Axis(OptionalDouble.empty(), OptionalDouble.empty(), "", true);
  }

  /**
   * A bound across a chart.
   *
   * @param color such as {@code #d13212}; empty when it has none
   * @param fill {@code above}, {@code below} or {@code none}
   */
  record Bound(double value, String label, Optional<String> color, String fill, Side side) {}

  /**
   * A moment on a chart.
   *
   * @param color empty when it has none
   */
  record Moment(Instant at, String label, Optional<String> color) {}

  /**
   * Metrics.
   *
   * @param series those that are shown
   * @param period that series have which say none
   * @param wholeRange whether the newest value is of the whole time shown instead of a period
   * @param sparkline whether figures come with a small line
   */
  record Metrics(
      Place place,
      String title,
      View view,
      boolean stacked,
      List<Series> series,
      Duration period,
      boolean wholeRange,
      boolean sparkline,
      List<Bound> bounds,
      List<Moment> moments,
      Axis left,
      Axis right,
      Legend legend)
      implements Widget {
    public Metrics {
      series = List.copyOf(series);
      bounds = List.copyOf(bounds);
      moments = List.copyOf(moments);
    }
  }

  /** A text in Markdown. */
  record Text(Place place, String markdown, boolean transparent) implements Widget {}

  /**
   * The lights of alarms.
   *
   * @param arns of the alarms
   * @param byTime whether the one that changed last is first
   * @param states those shown; all when it is empty
   */
  record Alarms(Place place, String title, List<String> arns, boolean byTime, List<String> states)
      implements Widget {
    public Alarms {
      arns = List.copyOf(arns);
      states = List.copyOf(states);
    }
  }

  /** Something made of log lines. */
  record Logs(Place place, String title, View view, boolean stacked, ReportQuery query)
      implements Widget {}
}
