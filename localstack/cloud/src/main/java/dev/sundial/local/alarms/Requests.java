package dev.sundial.local.alarms;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.wire.Trees;
import java.util.List;
import java.util.Set;

/** What the operations on alarms have in common. */
final class Requests {
  private static final int MOST_RECORDS = 100;

  private Requests() {}

  /**
   * @throws AwsError for the first problem, by what kind it is of
   */
  static void throwFirst(Members members) {
    members
        .problems()
        .forEach(
            problem -> {
              throw error(problem);
            });
  }

  private static AwsError error(Members.Problem problem) {
    String why = problem.why();
    if (why.equals("is required")) {
      return AlarmErrors.missing(problem.member());
    }
    if (why.contains("not both") || why.contains("together with")) {
      return AlarmErrors.combination(problem.text());
    }
    return why.contains("implemented")
        ? AlarmErrors.invalid(problem.text())
        : AlarmErrors.value(problem.text());
  }

  static String required(ObjectNode input, String name) {
    String text = Trees.text(input, name, "");
    if (text.isEmpty()) {
      throw AlarmErrors.missing(name);
    }
    return text;
  }

  /** One of the given texts, or empty. */
  static String oneOf(ObjectNode input, String name, Set<String> values) {
    String text = Trees.text(input, name, "");
    if (!text.isEmpty() && !values.contains(text)) {
      throw AlarmErrors.value(
          "The parameter " + name + " must be one of " + values + ", was " + text);
    }
    return text;
  }

  static List<String> texts(ObjectNode input, String name) {
    Members members = new Members(input);
    List<String> texts = members.texts(name);
    throwFirst(members);
    return texts;
  }

  static int most(ObjectNode input, int absent) {
    int most = Trees.integer(input, "MaxRecords", absent);
    if (most < 1 || most > MOST_RECORDS) {
      throw AlarmErrors.value("The parameter MaxRecords must be from 1 to 100, was " + most);
    }
    return most;
  }

  /** The kinds of alarms that are asked for; metric alarms when none is named. */
  static Set<String> types(ObjectNode input) {
    List<String> types = texts(input, "AlarmTypes");
    for (String type : types) {
      if (!type.equals(Alarm.METRIC) && !type.equals(Alarm.COMPOSITE)) {
        throw AlarmErrors.value(
            "The parameter AlarmTypes is implemented for MetricAlarm and CompositeAlarm, was "
                + type);
      }
    }
    return types.isEmpty() ? Set.of(Alarm.METRIC) : Set.copyOf(types);
  }
}
