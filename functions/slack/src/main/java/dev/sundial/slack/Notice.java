package dev.sundial.slack;

import dev.sundial.alarms.AlarmNames;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Something to tell; {@code id} is the same for every copy of it. */
sealed interface Notice {

  String id();

  /**
   * An alarm changed.
   *
   * @param ours which of our alarms it is; empty for any other
   * @param at when, as CloudWatch writes it
   * @param measured what it watches; empty for one made of other alarms or of mathematics
   */
  record Alarm(
      String id,
      String name,
      Optional<AlarmNames.Named> ours,
      State before,
      State now,
      String at,
      String reason,
      String description,
      Optional<Measured> measured)
      implements Notice {}

  /** A state of an alarm. */
  enum State {
    OK,
    ALARM,
    INSUFFICIENT_DATA
  }

  /**
   * What an alarm watches.
   *
   * @param comparison such as {@code GreaterThanThreshold}
   */
  record Measured(String namespace, String metric, String comparison, double threshold) {}

  /**
   * What has been red for long.
   *
   * @param more how many are left out
   */
  record Digest(String id, String stage, String at, List<Red> red, long more) implements Notice {}

  /** One of them. */
  record Red(String alarm, String since, String reason) {}

  /** Somebody wants to see whether messages arrive. */
  record Test(String id, String stage, String at, String by) implements Notice {}

  /** A version serves from now on. */
  record Promoted(
      String id,
      String model,
      String at,
      String version,
      String previous,
      Map<String, Double> metrics,
      Map<String, Double> previousMetrics,
      String reason,
      String why)
      implements Notice {}

  /** A version was registered and does not serve. */
  record Held(
      String id,
      String model,
      String at,
      String version,
      String reason,
      Map<String, Double> metrics)
      implements Notice {}

  /** A run ended without a version. */
  record Failed(String id, String model, String at, String runId, String reason, String message)
      implements Notice {}

  /** Anything else that somebody sent: told as it is. */
  record Plain(String id, String title, String text) implements Notice {}
}
