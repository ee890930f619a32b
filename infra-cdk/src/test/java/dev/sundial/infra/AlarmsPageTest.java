package dev.sundial.infra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sundial.alarms.AlarmKind;
import dev.sundial.alarms.Level;
import dev.sundial.alarms.Watched;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/alarms.md is the contract: its table and its advice are what the code makes. */
class AlarmsPageTest {
  private static final Path PAGE = Path.of("../docs/alarms.md");

  @Test
  void hasARowForEachAlarmInThisOrder() throws IOException {
    List<String> rows =
        Files.readAllLines(PAGE).stream()
            .filter(line -> line.matches("\\| `[a-z-]+` \\| (model|stage) .*"))
            .toList();
    assertThat(rows)
        .containsExactlyElementsOf(Stream.of(AlarmKind.values()).map(AlarmsPageTest::row).toList());
  }

  @Test
  void saysWhatToDoForEach() throws IOException {
    String page = Files.readString(PAGE);
    for (AlarmKind kind : AlarmKind.values()) {
      assertThat(page)
          .contains("### %s\n\n%s. %s\n".formatted(kind.id(), kind.title(), kind.advice()));
    }
  }

  private static String row(AlarmKind kind) {
    return "| `%s` | %s | %s | %s %s %s | %s | %d of %d | %s | %s |"
        .formatted(
            kind.id(),
            kind.scope().name().toLowerCase(java.util.Locale.ROOT),
            watched(kind.watched()),
            kind.statistic().cloudWatchName(),
            kind.crossing() == AlarmKind.Crossing.ABOVE ? ">" : "<",
            kind.bound(),
            kind.pace() == AlarmKind.Pace.PROBE ? "`probe.every` (5 min)" : "5 min",
            kind.datapoints(),
            kind.periods(),
            kind.missing().cloudWatchName(),
            kind.level() == Level.PAGE ? "pages" : "notice");
  }

  private static String watched(Watched watched) {
    return switch (watched) {
      case Watched.Custom(var metric) -> "`" + metric.metricName() + "`";
      case Watched.Quality(var classification, var regression) ->
          "`" + classification.metricName() + "` or `" + regression.metricName() + "`";
      case Watched.Vended(var metric, var of) ->
          "`" + metric.namespace() + " " + metric.metricName() + "` of " + of;
    };
  }
}
