package dev.sundial.local.page;

import dev.sundial.local.dashboards.ReportQuery;
import dev.sundial.local.metrics.MetricSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Statistics of the lines in which Lambda reports an invocation, as Logs Insights makes them.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_AnalyzeLogData-discoverable-fields.html">Supported
 *     logs and discovered fields</a>
 */
final class Reports {
  /** More lines than that are not read; the newest count. */
  static final int MOST_LINES = 50_000;

  private static final String BEGIN = "REPORT RequestId:";

  /** Logs Insights takes a megabyte for a million bytes. */
  private static final double MEGABYTE = 1e6;

  private static final Map<String, Field> FIELDS =
      Map.of(
          "maxMemoryUsed", new Field("Max Memory Used", "MB", MEGABYTE),
          "memorySize", new Field("Memory Size", "MB", MEGABYTE),
          "duration", new Field("Duration", "ms", 1),
          "billedDuration", new Field("Billed Duration", "ms", 1),
          "initDuration", new Field("Init Duration", "ms", 1));

  private final List<LogSource.Line> lines = new ArrayList<>();

  private record Field(Pattern pattern, double factor) {
    Field(String name, String unit, double factor) {
      this(
          Pattern.compile("(?:^|\\t)\\s*" + name + ": ([0-9]+(?:\\.[0-9]+)?) " + unit + "\\b"),
          factor);
    }

    OptionalDouble of(String report) {
      Matcher found = pattern.matcher(report);
      return found.find()
          ? OptionalDouble.of(Double.parseDouble(found.group(1)) * factor)
          : OptionalDouble.empty();
    }
  }

  /** The reports of some log groups; a group that does not exist has none. */
  static Reports read(LogSource logs, List<String> groups, Instant from, Instant to) {
    Reports reports = new Reports();
    for (String group : groups) {
      LogSource.Wanted wanted =
          new LogSource.Wanted(group, from, to.minusMillis(1), "", "REPORT", MOST_LINES);
      logs.newest(wanted).stream()
          .filter(line -> line.text().startsWith(BEGIN))
          .filter(line -> !line.time().isBefore(from) && line.time().isBefore(to))
          .forEach(reports.lines::add);
    }
    return reports;
  }

  /** One value for each period that has a report with the field, oldest first. */
  List<MetricSource.Point> points(ReportQuery.Figure figure, Duration bin) {
    Field field = FIELDS.get(figure.field());
    if (field == null) {
      throw new IllegalArgumentException("no field " + figure.field());
    }
    TreeMap<Long, DoubleSummaryStatistics> bins = new TreeMap<>();
    for (LogSource.Line line : lines) {
      OptionalDouble value = field.of(line.text());
      if (value.isPresent()) {
        long begin = Math.floorDiv(line.time().getEpochSecond(), bin.toSeconds()) * bin.toSeconds();
        bins.computeIfAbsent(begin, at -> new DoubleSummaryStatistics())
            .accept(value.getAsDouble() / figure.divisor());
      }
    }
    List<MetricSource.Point> points = new ArrayList<>();
    bins.forEach(
        (at, values) ->
            points.add(
                new MetricSource.Point(Instant.ofEpochSecond(at), of(figure.function(), values))));
    return points;
  }

  private static double of(String function, DoubleSummaryStatistics values) {
    return switch (function) {
      case "max" -> values.getMax();
      case "min" -> values.getMin();
      case "avg" -> values.getAverage();
      default -> throw new IllegalArgumentException("no function " + function);
    };
  }
}
