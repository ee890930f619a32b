package dev.sundial.local.metrics;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sundial.local.wire.Operations;
import java.util.Set;

/** Values that a client added up before it sent them. */
record StatisticSet(double count, double sum, double least, double greatest) {
  private static final String NAME = "StatisticValues";

  /** Takes a set. */
  @FunctionalInterface
  interface Taker {
    void take(double count, double sum, double least, double greatest);
  }

  /**
   * @param where the datum is in its request, for messages
   */
  static StatisticSet of(ObjectNode datum, String where) {
    if (!(datum.get(NAME) instanceof ObjectNode set)) {
      throw MetricErrors.invalidValue("The value of " + where + NAME + " has the wrong type");
    }
    Operations.refuseOthers(NAME, set, Set.of("SampleCount", "Sum", "Minimum", "Maximum"));
    StatisticSet read =
        new StatisticSet(
            number(set, "SampleCount", where),
            number(set, "Sum", where),
            number(set, "Minimum", where),
            number(set, "Maximum", where));
    if (read.count <= 0) {
      throw MetricErrors.invalidValue(
          "The value "
              + read.count
              + " for parameter "
              + where
              + NAME
              + ".SampleCount must be greater than 0.");
    }
    if (read.least > read.greatest) {
      throw MetricErrors.invalidValue(
          "The parameter "
              + where
              + NAME
              + ".Maximum must be greater than "
              + where
              + NAME
              + ".Minimum.");
    }
    return read;
  }

  private static double number(ObjectNode set, String name, String where) {
    String parameter = where + NAME + "." + name;
    double value = MetricInput.number(set, name).orElseThrow(() -> MetricErrors.missing(parameter));
    PutMetricData.check(value, parameter);
    return value;
  }

  Runnable into(Taker taker) {
    return () -> taker.take(count, sum, least, greatest);
  }
}
