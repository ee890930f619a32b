package dev.sundial.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sundial.alarms.AlarmKind;
import dev.sundial.metrics.Metric;
import dev.sundial.metrics.VendedMetric;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DashboardTemplateTest {

  static Stream<Template> templates() {
    return Stream.of(
        Synthesised.local(),
        Synthesised.localIris(),
        Synthesised.localSolar(),
        Synthesised.prod(),
        Synthesised.other(),
        Synthesised.otherModel());
  }

  @ParameterizedTest
  @MethodSource("templates")
  void showsOnlyMetricsThatSomethingEmits(Template template) {
    List<String> known = new ArrayList<>();
    Stream.of(Metric.values()).forEach(m -> known.add(Metric.NAMESPACE + " " + m.metricName()));
    Stream.of(VendedMetric.values()).forEach(m -> known.add(m.namespace() + " " + m.metricName()));
    List<JsonNode> series = new ArrayList<>();
    widgets(template).forEach(widget -> widget.at("/properties/metrics").forEach(series::add));
    series.removeIf(row -> row.get(0).has("expression"));
    assertThat(series).hasSizeGreaterThan(10);
    assertThat(series)
        .allSatisfy(
            one -> assertThat(known).contains(one.get(0).asText() + " " + one.get(1).asText()));
  }

  @ParameterizedTest
  @MethodSource("templates")
  void fillsItsRowsAndLeavesNoWidgetOutside(Template template) {
    assertThat(widgets(template))
        .isNotEmpty()
        .allSatisfy(
            widget -> {
              assertThat(widget.get("x").asInt() + widget.get("width").asInt())
                  .isLessThanOrEqualTo(24);
              assertThat(widget.get("height").asInt()).isPositive();
            });
  }

  @Test
  void drawsTheLinesThatTheAlarmsWatch() {
    List<String> lines = new ArrayList<>();
    widgets(Synthesised.localIris())
        .forEach(
            widget ->
                widget
                    .at("/properties/annotations/horizontal")
                    .forEach(
                        line ->
                            lines.add(
                                widget.at("/properties/title").asText()
                                    + ": "
                                    + line.get("label").asText()
                                    + " "
                                    + line.get("value").asText())));
    assertThat(lines)
        .containsExactly(
            "TestAccuracy by hour: floor 0.8",
            "TestAccuracy by hour: ceiling 0.995",
            "TestAccuracy by day: floor 0.8",
            "TestAccuracy by day: ceiling 0.995",
            "TestAccuracy by week: floor 0.8",
            "TestAccuracy by week: ceiling 0.995",
            "Age of the newest version: stale 36",
            "Time a training takes: expected within 300000");
  }

  @Test
  void showsAccuracyByHourDayAndWeek() {
    List<Integer> periods = new ArrayList<>();
    widgets(Synthesised.localIris())
        .filter(widget -> widget.at("/properties/title").asText().contains(" by "))
        .forEach(widget -> periods.add(widget.at("/properties/metrics/0/6/period").asInt()));
    assertThat(periods).containsExactly(3600, 86_400, 604_800);
  }

  @Test
  void hasALightForEachAlarmAndSaysWhatToDo() {
    String body = body(Synthesised.localIris()).toString();
    for (AlarmKind kind : AlarmKind.of(AlarmKind.Scope.MODEL)) {
      assertThat(body).contains("**" + kind.id() + "**");
    }
    JsonNode lights =
        widgets(Synthesised.localIris())
            .filter(widget -> widget.get("type").asText().equals("alarm"))
            .findFirst()
            .orElseThrow();
    assertThat(lights.at("/properties/alarms"))
        .hasSize(AlarmKind.of(AlarmKind.Scope.MODEL).size() + 1);
  }

  private static Stream<JsonNode> widgets(Template template) {
    List<JsonNode> widgets = new ArrayList<>();
    body(template).get("widgets").forEach(widgets::add);
    return widgets.stream();
  }

  private static JsonNode body(Template template) {
    JsonNode dashboard = template.all("AWS::CloudWatch::Dashboard").getFirst();
    try {
      return new ObjectMapper().readTree(Template.text(dashboard.at("/Properties/DashboardBody")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
