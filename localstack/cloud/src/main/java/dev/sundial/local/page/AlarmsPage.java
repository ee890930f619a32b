package dev.sundial.local.page;

import dev.sundial.local.alarms.Alarm;
import dev.sundial.local.alarms.AlarmState;
import dev.sundial.local.alarms.Alarms;
import dev.sundial.local.alarms.StoredAlarm;
import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.endpoint.Headers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All alarms, the red ones first. */
final class AlarmsPage implements Page {
  private static final List<AlarmState> ORDER =
      List.of(AlarmState.ALARM, AlarmState.INSUFFICIENT_DATA, AlarmState.OK);

  private final Alarms alarms;
  private final AlarmPage one;

  AlarmsPage(Alarms alarms, AlarmPage one) {
    this.alarms = alarms;
    this.one = one;
  }

  @Override
  public Optional<View> view(String rest, Headers query) {
    return rest.isEmpty()
        ? Optional.of(list(state(query)))
        : alarms.find(rest).map(alarm -> one.view(alarm, query));
  }

  private static Optional<AlarmState> state(Headers query) {
    String text = query.first("state", "");
    if (text.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        Arrays.stream(AlarmState.values())
            .filter(state -> state.name().equals(text))
            .findFirst()
            .orElseThrow(
                () ->
                    new AwsError(
                        400,
                        "BadRequest",
                        "state must be one of "
                            + Arrays.toString(AlarmState.values())
                            + ", was "
                            + text)));
  }

  private View list(Optional<AlarmState> wanted) {
    List<StoredAlarm> all = alarms.all();
    List<StoredAlarm> shown =
        all.stream()
            .filter(alarm -> wanted.isEmpty() || wanted.get() == alarm.status().value())
            .sorted(
                Comparator.comparingInt(
                        (StoredAlarm alarm) -> ORDER.indexOf(alarm.status().value()))
                    .thenComparing(StoredAlarm::name))
            .toList();
    Table table = new Table("", "Alarm", "Red when", "Since", "Reason");
    List<Map<String, Object>> json = new ArrayList<>();
    for (StoredAlarm alarm : shown) {
      json.add(fields(alarm, alarms.trouble(alarm.name())));
      table.row(
          WidgetHtml.lamp(alarm.status().value().name()),
          WidgetHtml.alarmLink(alarm.name()),
          wide(AlarmWords.red(alarm.alarm())),
          Show.time(alarm.status().transitioned()),
          wide(Show.shortened(alarm.status().reason())));
    }
    Html body =
        Html.many(
            filter(all, wanted),
            Html.element(
                    "p",
                    Html.text("What each means and what to do: the "),
                    Html.link(Show.path("/runbook"), "runbook"),
                    Html.text("."))
                .with("class", "note"),
            table.html("There is no such alarm."));
    return new View("Alarms", Map.of("alarms", json), body);
  }

  private static Html wide(String text) {
    return Html.element("span", text).with("class", "remark").with("title", text);
  }

  private static Html filter(List<StoredAlarm> all, Optional<AlarmState> wanted) {
    List<Html> links = new ArrayList<>();
    links.add(chosen(Html.link(Show.path("/alarms"), "all " + all.size()), wanted.isEmpty()));
    for (AlarmState state : ORDER) {
      long count = all.stream().filter(alarm -> alarm.status().value() == state).count();
      links.add(
          chosen(
              Html.link(
                  Show.path("/alarms", "state", state.name()),
                  AlarmWords.state(state) + " " + count),
              wanted.filter(state::equals).isPresent()));
    }
    return Html.element("p", links).with("class", "ranges");
  }

  private static Html chosen(Html.Element link, boolean here) {
    return here ? link.with("class", "here") : link;
  }

  /** Everything of an alarm. */
  static Map<String, Object> fields(StoredAlarm stored, Optional<String> trouble) {
    Alarm alarm = stored.alarm();
    StoredAlarm.Status status = stored.status();
    Alarm.Settings settings = alarm.settings();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("name", alarm.name());
    fields.put("arn", alarm.arn());
    fields.put("type", alarm.type());
    fields.put("state", status.value());
    fields.put("since", status.transitioned());
    fields.put("updated", status.updated());
    fields.put("reason", status.reason());
    trouble.ifPresent(why -> fields.put("trouble", why));
    fields.put("redWhen", AlarmWords.red(alarm));
    switch (alarm) {
      case Alarm.Composite composite -> fields.put("rule", composite.rule());
      case Alarm.Metric metric -> {
        fields.put("metrics", metric.watched().metrics());
        fields.put("comparison", metric.comparison().cloudWatchName());
        fields.put("threshold", metric.threshold());
        fields.put("periodSeconds", metric.watched().query().period().toSeconds());
        fields.put("evaluationPeriods", metric.evaluationPeriods());
        fields.put("datapointsToAlarm", metric.datapoints());
        fields.put("missingData", metric.missing().cloudWatchName());
      }
    }
    settings.description().ifPresent(text -> fields.put("description", text));
    fields.put("actionsEnabled", settings.actionsEnabled());
    fields.put("alarmActions", settings.alarmActions());
    fields.put("okActions", settings.okActions());
    fields.put("insufficientDataActions", settings.insufficientDataActions());
    fields.put("configured", stored.configured());
    return fields;
  }
}
