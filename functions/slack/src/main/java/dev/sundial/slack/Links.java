package dev.sundial.slack;

import dev.sundial.alarms.AlarmKind;
import dev.sundial.alarms.AlarmNames;
import dev.sundial.naming.ModelName;
import dev.sundial.naming.ResourceNames;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Where a person reads on: dashboard, log and runbook, in the console. */
final class Links {
  private final SlackConfig config;

  Links(SlackConfig config) {
    this.config = config;
  }

  /** By the words of each link. */
  Map<String, String> of(AlarmNames.Named alarm) {
    Map<String, String> links = new LinkedHashMap<>();
    String dashboard = dashboard(alarm.model());
    links.put("Dashboard", dashboard);
    links.put("Log", log(function(alarm)));
    links.put(
        "Runbook",
        config.runbook().isEmpty() ? dashboard : config.runbook() + "#" + alarm.kind().id());
    return links;
  }

  /** Of a model's training. */
  Map<String, String> ofTraining(ModelName model) {
    Map<String, String> links = new LinkedHashMap<>();
    links.put("Dashboard", dashboard(Optional.of(model)));
    links.put("Log", log(names().trainingFunction(model)));
    return links;
  }

  /** The stage's dashboard alone. */
  Map<String, String> ofStage() {
    return Map.of("Dashboard", dashboard(Optional.empty()));
  }

  private String dashboard(Optional<ModelName> model) {
    return page() + "dashboards:name=" + model.map(names()::dashboard).orElse(names().dashboard());
  }

  private String log(String function) {
    // The console wants its fragment encoded twice, with a dollar for the outer percent.
    String group = ResourceNames.logGroup(function).replace("/", "$252F");
    return page() + "logsV2:log-groups/log-group/" + group;
  }

  private String page() {
    return config.console() + "/cloudwatch/home?region=" + config.region() + "#";
  }

  private ResourceNames names() {
    return config.names();
  }

  /** Whose log says more. */
  private String function(AlarmNames.Named alarm) {
    AlarmKind kind = alarm.kind();
    return switch (kind) {
      case STALE,
          ACCURACY_LOW,
          ACCURACY_HIGH,
          WEEK_LOW,
          OVERDUE,
          TRAINING_SLOW,
          TRAINING_FAILED,
          TRAINING_QUEUE,
          SCHEDULE_QUEUE ->
          alarm.model().map(names()::trainingFunction).orElse(names().probeFunction());
      case PREDICTION_FAILED, API_ERRORS, API_SLOW, API_THROTTLED -> names().predictionFunction();
      case PROBE_DEAD, PROBE_TROUBLED -> names().probeFunction();
      case NOTICES_LOST -> names().slackFunction();
    };
  }
}
