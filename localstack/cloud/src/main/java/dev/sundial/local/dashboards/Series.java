package dev.sundial.local.dashboards;

import dev.sundial.local.metrics.MetricQuery;
import java.util.Optional;

/**
 * One line, figure or bar of a widget.
 *
 * @param query what to ask the metrics
 * @param label as people read it
 * @param color such as {@code #1f77b4}; empty when the page chooses
 */
public record Series(MetricQuery query, String label, Optional<String> color, Widget.Side side) {}
