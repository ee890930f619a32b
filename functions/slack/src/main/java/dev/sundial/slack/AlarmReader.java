package dev.sundial.slack;

import dev.sundial.alarms.AlarmNames;
import dev.sundial.json.Form;
import java.math.BigDecimal;
import java.util.Optional;

/** Reads what CloudWatch publishes when an alarm changes. */
final class AlarmReader {
  private final AlarmNames names;

  AlarmReader(AlarmNames names) {
    this.names = names;
  }

  /** Empty when it is not an alarm's message. */
  Optional<Notice.Alarm> read(Form form) {
    Optional<String> name = form.optionalText("AlarmName");
    Optional<Notice.State> now = form.optionalText("NewStateValue").flatMap(AlarmReader::state);
    if (name.isEmpty() || now.isEmpty()) {
      return Optional.empty();
    }
    String at = form.text("StateChangeTime", "");
    return Optional.of(
        new Notice.Alarm(
            form.text("AlarmArn", name.get()) + " " + at,
            name.get(),
            names.find(name.get()),
            form.optionalText("OldStateValue")
                .flatMap(AlarmReader::state)
                .orElse(Notice.State.INSUFFICIENT_DATA),
            now.get(),
            at,
            form.text("NewStateReason", ""),
            form.text("AlarmDescription", ""),
            form.object("Trigger").flatMap(AlarmReader::measured)));
  }

  private static Optional<Notice.Measured> measured(Form trigger) {
    Optional<BigDecimal> threshold = trigger.optionalNumber("Threshold");
    Optional<String> metric = trigger.optionalText("MetricName");
    if (threshold.isEmpty() || metric.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Notice.Measured(
            trigger.text("Namespace", ""),
            metric.get(),
            trigger.text("ComparisonOperator", ""),
            threshold.get().doubleValue()));
  }

  private static Optional<Notice.State> state(String text) {
    for (Notice.State state : Notice.State.values()) {
      if (state.name().equals(text)) {
        return Optional.of(state);
      }
    }
    return Optional.empty();
  }
}
