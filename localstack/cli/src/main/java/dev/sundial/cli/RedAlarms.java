package dev.sundial.cli;

import dev.sundial.alarms.AlarmKind;
import dev.sundial.alarms.AlarmNames;
import dev.sundial.naming.ModelName;
import dev.sundial.naming.ResourceNames;
import dev.sundial.naming.StageName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.AlarmType;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/** The alarms of a stage that are red now. */
record RedAlarms(List<Red> all) {

  /** One of them. */
  record Red(AlarmKind kind, Optional<ModelName> model, Instant since, String reason) {
    String line() {
      return model.map(ModelName::value).orElse("stage")
          + " "
          + kind.id()
          + " since "
          + since
          + ": "
          + reason;
    }
  }

  RedAlarms {
    all = List.copyOf(all);
  }

  static RedAlarms read(CloudWatchClient cloudWatch, StageName stage) {
    ResourceNames resources = new ResourceNames(stage);
    AlarmNames names = new AlarmNames(resources);
    List<Red> red = new ArrayList<>();
    cloudWatch
        .describeAlarmsPaginator(
            r ->
                r.alarmNamePrefix(resources.shared(""))
                    .stateValue(StateValue.ALARM)
                    .alarmTypes(AlarmType.METRIC_ALARM))
        .metricAlarms()
        .forEach(alarm -> names.find(alarm.alarmName()).ifPresent(n -> red.add(red(n, alarm))));
    return new RedAlarms(red);
  }

  private static Red red(AlarmNames.Named named, MetricAlarm alarm) {
    Instant since =
        Optional.ofNullable(alarm.stateTransitionedTimestamp())
            .orElse(alarm.stateUpdatedTimestamp());
    return new Red(named.kind(), named.model(), since, alarm.stateReason());
  }

  List<String> of(ModelName model) {
    return ids(Optional.of(model));
  }

  List<String> ofStage() {
    return ids(Optional.empty());
  }

  /** Each with since when and why. */
  List<String> lines() {
    return all.stream().map(Red::line).toList();
  }

  private List<String> ids(Optional<ModelName> model) {
    return all.stream()
        .filter(red -> red.model().equals(model))
        .map(red -> red.kind().id())
        .toList();
  }
}
