package dev.sundial.local.alarms;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sundial.local.alarms.EvaluationRange.Period;
import dev.sundial.local.wire.Trees;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Why a metric alarm is in a state, in CloudWatch's words and as its JSON.
 *
 * @param text in words
 * @param data as JSON
 */
record Reason(String text, String data) {

  /**
   * @param samples of periods, by their begin; where they are known
   */
  static Reason of(
      Alarm.Metric alarm,
      AlarmState state,
      EvaluationRange range,
      Map<Instant, Double> samples,
      Instant now) {
    List<Period> used = range.evaluated(alarm.evaluationPeriods());
    return new Reason(words(alarm, state, used), json(alarm, used, samples, now));
  }

  private static String words(Alarm.Metric alarm, AlarmState state, List<Period> used) {
    List<Period> present = used.stream().filter(period -> !period.isMissing()).toList();
    int missing = used.size() - present.size();
    if (state == AlarmState.INSUFFICIENT_DATA) {
      return "Insufficient Data: " + count(used.size(), "datapoint") + be(used.size()) + "unknown.";
    }
    return "Threshold Crossed: "
        + (missing == 0
            ? crossed(alarm, state, present)
            : filled(alarm, used.size(), present.size(), missing));
  }

  private static String filled(Alarm.Metric alarm, int all, int present, int missing) {
    return (present == 0
            ? "no datapoints were"
            : count(present, "datapoint") + be(present).stripTrailing())
        + " received for "
        + count(all, "period")
        + " and "
        + count(missing, "missing datapoint")
        + be(missing)
        + "treated as ["
        + alarm.judgement().missing().word()
        + "].";
  }

  private static String crossed(Alarm.Metric alarm, AlarmState state, List<Period> present) {
    Judgement judgement = alarm.judgement();
    boolean red = state == AlarmState.ALARM;
    List<Period> told =
        present.stream().filter(period -> judgement.breaches(period.value()) == red).toList();
    String points =
        told.stream()
            .map(period -> period.value() + " (" + Stamp.datapoint(period.at()) + ")")
            .collect(Collectors.joining(", ", "[", "]"));
    String compared =
        be(told.size())
            + (red ? "" : "not ")
            + judgement.comparison().words()
            + " the threshold ("
            + judgement.threshold()
            + ")";
    if (alarm.datapointsToAlarm().isEmpty()) {
      return count(told.size(), "datapoint") + " " + points + compared + ".";
    }
    int minimum = red ? judgement.datapoints() : judgement.periods() - judgement.datapoints() + 1;
    return told.size()
        + " out of the last "
        + judgement.periods()
        + " datapoints "
        + points
        + compared
        + " (minimum "
        + count(minimum, "datapoint")
        + " for "
        + (red ? "OK -> ALARM" : "ALARM -> OK")
        + " transition).";
  }

  private static String json(
      Alarm.Metric alarm, List<Period> used, Map<Instant, Double> samples, Instant now) {
    List<Period> present = used.reversed().stream().filter(period -> !period.isMissing()).toList();
    ObjectNode json = Trees.object();
    json.put("version", "1.0");
    json.put("queryDate", Stamp.json(now));
    if (!present.isEmpty()) {
      json.put("startDate", Stamp.json(present.getFirst().at()));
    }
    if (alarm.watched() instanceof Watched.One one) {
      json.put("statistic", one.metric().statistic());
      one.metric().unit().ifPresent(unit -> json.put("unit", unit));
    }
    json.put("period", alarm.watched().query().period().toSeconds());
    ArrayNode recent = json.putArray("recentDatapoints");
    present.forEach(period -> recent.add(period.value()));
    json.put("threshold", alarm.threshold());
    ArrayNode evaluated = json.putArray("evaluatedDatapoints");
    for (Period period : used) {
      ObjectNode point = evaluated.addObject().put("timestamp", Stamp.json(period.at()));
      if (!period.isMissing()) {
        Double count = samples.get(period.at());
        if (count != null) {
          point.put("sampleCount", count);
        }
        point.put("value", period.value());
      }
    }
    return json.toString();
  }

  private static String count(int number, String thing) {
    return number + " " + thing + (number == 1 ? "" : "s");
  }

  private static String be(int number) {
    return number == 1 ? " was " : " were ";
  }
}
