package dev.sundial.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sundial.json.JsonWriter;
import org.junit.jupiter.api.Test;

class ServingFiguresTest {
  private static final String PRINTED =
      """
      a line of a library
      [{"what":"answer","by":"sundial","value":150,"unit":"ms"},\
      {"what":"answer","by":"nothing","value":120.0,"unit":"ms"},\
      {"what":"alone","by":"sundial","value":8.384,"unit":"µs"},\
      {"what":"answer","by":"zero","value":0,"unit":"ms"}]
      """;

  @Test
  void aRatioIsOursDividedByTheirs() {
    ServingFigures figures = new ServingFigures();
    figures.add("function", PRINTED);
    assertThat(figures.complete()).isTrue();
    assertThat(figures.text().lines().map(line -> line.replaceAll(" +", " ")))
        .containsExactly(
            "WHAT BY FIGURE RATIO TARGET",
            "answer sundial 150 ms",
            "answer nothing 120 ms 1.25",
            "alone sundial 8.38 µs",
            "answer zero 0.000 ms");
    assertThat(JsonWriter.write(figures.json()))
        .isEqualTo(
            """
            [{"what":"answer","by":"sundial","value":150.0,"unit":"ms"},\
            {"what":"answer","by":"nothing","value":120.0,"unit":"ms","ratio":1.25},\
            {"what":"alone","by":"sundial","value":8.384,"unit":"µs"},\
            {"what":"answer","by":"zero","value":0.0,"unit":"ms"}]""");
  }

  @Test
  void tellsWhichTargetsWereMet() {
    ServingFigures figures = new ServingFigures();
    figures.add(
        "function",
        """
        [{"what":"restore to first answer","by":"sundial","value":20.0,"unit":"ms"},\
        {"what":"restore to first answer","by":"a handler that does nothing","value":10,"unit":"ms"},\
        {"what":"warm invocations, one at a time","by":"sundial","value":899,"unit":"/s"},\
        {"what":"warm invocations, one at a time","by":"a handler that does nothing",\
        "value":1000,"unit":"/s"}]""");
    assertThat(figures.text().lines().map(line -> line.replaceAll(" +", " ")))
        .contains(
            "restore to first answer sundial 20.0 ms ≤ 20 ms, met",
            "restore to first answer a handler that does nothing 10.0 ms 2.00",
            "warm invocations, one at a time sundial 899 /s",
            "warm invocations, one at a time a handler that does nothing 1000 /s 0.90 ≥ 0.9, missed");
    assertThat(JsonWriter.write(figures.json()))
        .contains("\"value\":20.0,\"unit\":\"ms\",\"target\":\"≤ 20 ms\",\"met\":true")
        .contains("\"ratio\":0.899,\"target\":\"≥ 0.9\",\"met\":false");
  }

  @Test
  void tellsWhatABenchDiedOf() {
    ServingFigures figures = new ServingFigures();
    figures.add("api", "Exception in thread \"main\" java.io.IOException: no\n\tat a.B(B.java:1)");
    figures.add("scoring", "");
    figures.add("handler", "[{\"what\":1}]");
    assertThat(figures.complete()).isFalse();
    assertThat(figures.text())
        .contains("failed: Exception in thread \"main\" java.io.IOException: no")
        .contains("failed: it printed nothing")
        .contains("failed: [{\"what\":1}]");
  }
}
