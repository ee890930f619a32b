package dev.sundial.local.page;

import dev.sundial.local.dashboards.DashboardBody;
import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.endpoint.Headers;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The time a chart shows.
 *
 * @param name of the button that chose it, such as {@code 1w}; empty when none did
 * @param to exclusive
 */
record TimeRange(String name, Instant from, Instant to) {
  /** As long as metrics are kept. */
  static final Duration LONGEST = Duration.ofDays(455);

  private static final Duration USUAL = Duration.ofDays(7);

  /** What the buttons offer, by the name in the address. */
  private static final Map<String, Duration> BUTTONS = new LinkedHashMap<>();

  static {
    BUTTONS.put("3h", Duration.ofHours(3));
    BUTTONS.put("1d", Duration.ofDays(1));
    BUTTONS.put("1w", Duration.ofDays(7));
    BUTTONS.put("30d", Duration.ofDays(30));
  }

  TimeRange {
    if (!from.isBefore(to)) {
      throw refused("start must be before end, " + from + " is not before " + to);
    }
    if (from.isBefore(Instant.EPOCH) || Duration.between(from, to).compareTo(LONGEST) > 0) {
      throw refused("start and end may be 455 days apart, as long as metrics are kept");
    }
  }

  /** The last so many. */
  static TimeRange last(Duration length, Instant now) {
    Instant to = ended(now);
    return new TimeRange("", to.minus(length), to);
  }

  /**
   * What the query asks for: {@code range}, or {@code start} and {@code end} as times or periods
   * before now; else what the dashboard begins with; else a week.
   *
   * @throws AwsError 400 for what is neither
   */
  static TimeRange of(Headers query, DashboardBody body, Instant now) {
    String range = query.first("range", "");
    Instant to = ended(now);
    if (!range.isEmpty()) {
      Duration length = BUTTONS.get(range);
      if (length == null) {
        throw refused("range must be one of " + BUTTONS.keySet() + ", was " + range);
      }
      return new TimeRange(range, to.minus(length), to);
    }
    Optional<String> start = asked(query, "start");
    Optional<String> end = asked(query, "end");
    if (start.isEmpty() && end.isEmpty()) {
      start = body.start();
      end = body.end();
    }
    Instant until = end.map(text -> at("end", text, to)).orElse(to);
    Instant from = start.map(text -> at("start", text, to)).orElseGet(() -> until.minus(USUAL));
    String button =
        until.equals(to)
            ? BUTTONS.entrySet().stream()
                .filter(entry -> entry.getValue().equals(Duration.between(from, until)))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("")
            : "";
    return new TimeRange(button, from, until);
  }

  static Iterable<String> buttons() {
    return BUTTONS.keySet();
  }

  Duration length() {
    return Duration.between(from, to);
  }

  /** The minute that has begun belongs to it. */
  private static Instant ended(Instant now) {
    return now.truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES);
  }

  private static Optional<String> asked(Headers query, String name) {
    return Optional.ofNullable(query.first(name)).filter(text -> !text.isEmpty());
  }

  private static Instant at(String name, String text, Instant now) {
    try {
      if (!text.startsWith("-P")) {
        // An address turns the plus of an offset into a space.
        return OffsetDateTime.parse(text.replace(' ', '+'))
            .toInstant()
            .truncatedTo(ChronoUnit.MINUTES);
      }
      return text.contains("T")
          ? now.minus(Duration.parse(text.substring(1))).truncatedTo(ChronoUnit.MINUTES)
          : now.atZone(ZoneOffset.UTC).minus(Period.parse(text.substring(1))).toInstant();
    } catch (DateTimeException | ArithmeticException e) {
      throw refused(name + " must be a time or a period such as -P7D or -PT3H, was " + text);
    }
  }

  private static AwsError refused(String why) {
    return new AwsError(400, "BadRequest", why);
  }
}
