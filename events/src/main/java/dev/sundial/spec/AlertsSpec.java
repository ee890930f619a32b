package dev.sundial.spec;

import dev.sundial.json.Form;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * When a model's alarms are red.
 *
 * @param maxAge the newest version may be this old, 10 minutes to 90 days
 * @param graceAfterDeploy until the first version there is so much more time, up to 90 days
 * @param floor the newest version's quality on its test part may not be below; accuracy (0–1) of a
 *     classification, R² (at most 1) of a regression
 * @param ceiling nor above
 */
public record AlertsSpec(
    Duration maxAge, Duration graceAfterDeploy, Optional<Double> floor, Optional<Double> ceiling) {

  /** 36 hours, no grace, no bounds. */
  public static AlertsSpec defaults() {
    return new AlertsSpec(Duration.ofHours(36), Duration.ZERO, Optional.empty(), Optional.empty());
  }

  static AlertsSpec read(Form form, Task task) {
    AlertsSpec absent = defaults();
    double least = task == Task.CLASSIFICATION ? 0 : -1000;
    AlertsSpec read =
        new AlertsSpec(
            form.seconds("maxAge", absent.maxAge, Duration.ofMinutes(10), Duration.ofDays(90)),
            form.seconds(
                "graceAfterDeploy", absent.graceAfterDeploy, Duration.ZERO, Duration.ofDays(90)),
            bound(form, "floor", least),
            bound(form, "ceiling", least));
    if (read.floor.isPresent()
        && read.ceiling.isPresent()
        && read.floor.get() >= read.ceiling.get()) {
      form.problem("ceiling", "must be above the floor, " + read.floor.get());
    }
    form.close();
    return read;
  }

  private static Optional<Double> bound(Form form, String field, double least) {
    return form.has(field) ? Optional.of(form.number(field, 1, least, 1)) : Optional.empty();
  }

  Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("maxAge", maxAge);
    json.put("graceAfterDeploy", graceAfterDeploy);
    floor.ifPresent(bound -> json.put("floor", bound));
    ceiling.ifPresent(bound -> json.put("ceiling", bound));
    return json;
  }
}
