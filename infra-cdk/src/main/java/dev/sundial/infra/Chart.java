package dev.sundial.infra;

import dev.sundial.metrics.VendedMetric;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awscdk.services.cloudwatch.GraphWidget;
import software.amazon.awscdk.services.cloudwatch.HorizontalAnnotation;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.IWidget;
import software.amazon.awscdk.services.cloudwatch.LegendPosition;
import software.amazon.awscdk.services.cloudwatch.YAxisProps;

/** A chart of a dashboard, being put together: a third of its width unless it says otherwise. */
final class Chart {
  /** Of bounds that page. */
  static final String RED = "#d13212";

  /** Of bounds that are a notice. */
  static final String AMBER = "#ff9900";

  /** Columns of a dashboard. */
  static final int COLUMNS = 24;

  private static final int HEIGHT = 6;

  private final String title;
  private final List<IMetric> left = new ArrayList<>();
  private final List<IMetric> right = new ArrayList<>();
  private final List<HorizontalAnnotation> lines = new ArrayList<>();
  private int width = COLUMNS / 3;
  private String leftLabel = "";
  private String rightLabel = "";
  private boolean fromZero;

  Chart(String title) {
    this.title = title;
  }

  /** How long the API takes, by percentiles. */
  static IWidget latency(String title, StageMetrics metrics) {
    return new Chart(title)
        .left(
            Stream.of("p50", "p90", "p99")
                .map(p -> metrics.ofApi(VendedMetric.API_LATENCY, p, StageMetrics.EVENTS, p))
                .toArray(IMetric[]::new))
        .axes("milliseconds", "")
        .fromZero()
        .widget();
  }

  Chart left(IMetric... metrics) {
    left.addAll(List.of(metrics));
    return this;
  }

  Chart right(IMetric... metrics) {
    right.addAll(List.of(metrics));
    return this;
  }

  /** A bound across the chart. */
  Chart line(double at, String label, String color) {
    lines.add(HorizontalAnnotation.builder().value(at).label(label).color(color).build());
    return this;
  }

  /** What the axes count. */
  Chart axes(String leftUnit, String rightUnit) {
    leftLabel = leftUnit;
    rightLabel = rightUnit;
    return this;
  }

  /** The left axis begins at 0. */
  Chart fromZero() {
    fromZero = true;
    return this;
  }

  Chart width(int columns) {
    width = columns;
    return this;
  }

  IWidget widget() {
    GraphWidget.Builder builder =
        GraphWidget.Builder.create()
            .title(title)
            .width(width)
            .height(HEIGHT)
            .left(left)
            .leftYAxis(axis(leftLabel, fromZero))
            .leftAnnotations(lines)
            .legendPosition(LegendPosition.BOTTOM);
    if (!right.isEmpty()) {
      builder.right(right).rightYAxis(axis(rightLabel, true));
    }
    return builder.build();
  }

  private static YAxisProps axis(String label, boolean zero) {
    YAxisProps.Builder axis = YAxisProps.builder().showUnits(false);
    if (!label.isEmpty()) {
      axis.label(label);
    }
    if (zero) {
      axis.min(0);
    }
    return axis.build();
  }
}
