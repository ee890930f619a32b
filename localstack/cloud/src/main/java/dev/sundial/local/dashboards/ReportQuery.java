package dev.sundial.local.dashboards;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The one form of Logs Insights queries that is implemented: statistics of the lines in which
 * Lambda reports an invocation, by time.
 *
 * @param groups names of the log groups
 * @param figures one series each
 * @param bin length of a period
 */
public record ReportQuery(List<String> groups, List<Figure> figures, Duration bin) {
  private static final Pattern SOURCE = Pattern.compile("SOURCE\\s+('[^']+'(?:\\s*,\\s*'[^']+')*)");
  private static final Pattern FILTER = Pattern.compile("filter\\s+@type\\s*=\\s*[\"']REPORT[\"']");
  private static final Pattern STATS =
      Pattern.compile("stats\\s+(.+?)\\s+by\\s+bin\\((\\d+)([mhd])\\)");
  private static final Pattern FIGURE =
      Pattern.compile(
          "(max|min|avg)\\(\\s*@(maxMemoryUsed|memorySize|duration|billedDuration|initDuration)"
              + "\\s*(?:/\\s*([0-9.]+)\\s*)?\\)(?:\\s+as\\s+([A-Za-z_][A-Za-z0-9_]*))?");

  public ReportQuery {
    groups = List.copyOf(groups);
    figures = List.copyOf(figures);
  }

  /**
   * A statistic of a field of the report.
   *
   * @param function {@code max}, {@code min} or {@code avg}
   * @param field {@code maxMemoryUsed} and {@code memorySize} in bytes, the others in milliseconds
   * @param divisor the field is divided by it first
   */
  public record Figure(String function, String field, double divisor, String label) {}

  /** Empty when it is none of that form. */
  static Optional<ReportQuery> parse(String query) {
    String[] parts = query.strip().split("\\s*\\|\\s*");
    if (parts.length != 3) {
      return Optional.empty();
    }
    Matcher source = SOURCE.matcher(parts[0]);
    Matcher stats = STATS.matcher(parts[2]);
    if (!source.matches() || !FILTER.matcher(parts[1]).matches() || !stats.matches()) {
      return Optional.empty();
    }
    List<Figure> figures = new ArrayList<>();
    for (String text : stats.group(1).split("\\s*,\\s*")) {
      Matcher figure = FIGURE.matcher(text);
      if (!figure.matches()) {
        return Optional.empty();
      }
      figures.add(
          new Figure(
              figure.group(1),
              figure.group(2),
              figure.group(3) == null ? 1 : Double.parseDouble(figure.group(3)),
              figure.group(4) == null ? text : figure.group(4)));
    }
    return Optional.of(new ReportQuery(groups(source.group(1)), figures, bin(stats)));
  }

  private static List<String> groups(String quoted) {
    return List.of(quoted.split("\\s*,\\s*")).stream()
        .map(group -> group.substring(1, group.length() - 1))
        .toList();
  }

  private static Duration bin(Matcher stats) {
    long number = Math.max(1, Long.parseLong(stats.group(2)));
    return switch (stats.group(3)) {
      case "m" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      default -> Duration.ofDays(number);
    };
  }
}
