package dev.sundial.local.page;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sundial.local.dashboards.Widget;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A widget with what it shows: what the page's script, and the page without it, draw from. */
@JsonInclude(JsonInclude.Include.NON_NULL)
sealed interface Drawing {

  /** What the page calls the place it is drawn in. */
  String id();

  /** What kind of widget it is, as CloudWatch says it. */
  String type();

  String title();

  @Nullable Place place();

  /** Where it is in the grid. */
  record Place(int x, int y, int width, int height) {
    static Place of(Widget.Place place) {
      return new Place(place.x(), place.y(), place.width(), place.height());
    }
  }

  /**
   * One line, figure or bar.
   *
   * @param color absent when the page chooses
   * @param side {@code left} or {@code right}
   * @param asked the period the widget asks for, seconds
   * @param period the period of its points, seconds
   * @param points time in epoch milliseconds, value; oldest first
   * @param newest the last of them
   * @param trouble why there are none
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Line(
      String label,
      @Nullable String color,
      String side,
      String statistic,
      long asked,
      long period,
      List<Number[]> points,
      @Nullable Newest newest,
      @Nullable String trouble) {

    boolean isCoarser() {
      return period > asked;
    }

    Duration each() {
      return Duration.ofSeconds(period);
    }
  }

  /** The value of the newest period with data. */
  record Newest(Instant at, double value) {}

  /** A bound across a chart. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Bound(double value, String label, @Nullable String color, String fill, String side) {}

  /** A moment on a chart. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Moment(Instant at, String label, @Nullable String color) {}

  /** A vertical axis. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Axis(@Nullable Double min, @Nullable Double max, String label) {
    static final Axis PLAIN = new Axis(null, null, "");

    static Axis of(Widget.Axis axis) {
      return new Axis(
          axis.min().isPresent() ? Double.valueOf(axis.min().getAsDouble()) : null,
          axis.max().isPresent() ? Double.valueOf(axis.max().getAsDouble()) : null,
          axis.label());
    }
  }

  /**
   * A chart.
   *
   * @param view {@code timeSeries}, {@code singleValue}, {@code gauge}, {@code bar} or {@code pie}
   * @param legend {@code bottom}, {@code right} or {@code hidden}
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Chart(
      String id,
      String type,
      String title,
      @Nullable Place place,
      String view,
      boolean stacked,
      boolean sparkline,
      List<Line> series,
      List<Bound> bounds,
      List<Moment> moments,
      Axis left,
      Axis right,
      String legend)
      implements Drawing {}

  /** A text in Markdown. */
  record Text(
      String id, String type, String title, Place place, String markdown, boolean transparent)
      implements Drawing {}

  /** Alarms and how they stand. */
  record Lights(String id, String type, String title, Place place, List<Light> alarms)
      implements Drawing {}

  /**
   * An alarm and how it stands.
   *
   * @param state as CloudWatch says it; absent when there is no such alarm
   * @param since when that began
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Light(String name, @Nullable String state, @Nullable Instant since) {
    static Light gone(String name) {
      return new Light(name, null, null);
    }
  }

  /** A bound of a widget. */
  static Bound bound(Widget.Bound bound) {
    return new Bound(
        bound.value(), bound.label(), color(bound.color()), bound.fill(), side(bound.side()));
  }

  /** Only what is a color goes to the page. */
  static @Nullable String color(Optional<String> color) {
    return color.filter(Html::isColor).orElse(null);
  }

  static String side(Widget.Side side) {
    return side == Widget.Side.RIGHT ? "right" : "left";
  }
}
