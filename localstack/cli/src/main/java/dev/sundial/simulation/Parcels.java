package dev.sundial.simulation;

import java.util.Locale;
import java.util.random.RandomGenerator;

/**
 * Parcels that come back or do not: made data whose rule is known. A parcel comes back the more
 * likely the dearer and heavier it is and the longer it took; a drifted world returns the cheap and
 * the discounted instead.
 *
 * @param scenario whose world it is
 */
record Parcels(Scenario scenario) {
  private static final int ROWS = 120;
  private static final int POISONED_ROWS = 700;
  private static final String HEADER = "price,weight,days,discount,returned\n";

  /** A day's batch as CSV. */
  String batch(int day) {
    RandomGenerator random = Scenario.random(scenario.seed(), day);
    StringBuilder csv = new StringBuilder(HEADER);
    for (int i = 0; i < ROWS; i++) {
      row(csv, random, scenario.drifted(day), false);
    }
    return csv.toString();
  }

  /** More rows than a week has, with every other answer wrong. */
  String poison(int day) {
    RandomGenerator random = Scenario.random(scenario.seed(), 1000 + day);
    StringBuilder csv = new StringBuilder(HEADER);
    for (int i = 0; i < POISONED_ROWS; i++) {
      row(csv, random, 0, i % 2 == 0);
    }
    return csv.toString();
  }

  /** A request to predict one parcel, as JSON. */
  String request(RandomGenerator random) {
    return String.format(
        Locale.ROOT,
        "{\"price\":%.2f,\"weight\":%.2f,\"days\":%d,\"discount\":%.2f}",
        random.nextDouble(5, 205),
        random.nextDouble(0.1, 10.1),
        random.nextInt(1, 15),
        random.nextDouble(0, 0.5));
  }

  private static void row(
      StringBuilder csv, RandomGenerator random, double drifted, boolean wrong) {
    double price = random.nextDouble(5, 205);
    double weight = random.nextDouble(0.1, 10.1);
    int days = random.nextInt(1, 15);
    double discount = random.nextDouble(0, 0.5);
    double before = (price - 105) / 40 + (weight - 5.1) / 3 + (days - 7.5) / 4;
    double after = (105 - price) / 40 + (discount - 0.25) * 8;
    double score = (1 - drifted) * before + drifted * after + random.nextGaussian() * 0.5;
    boolean returned = score > 0;
    csv.append(
        String.format(
            Locale.ROOT,
            "%.2f,%.2f,%d,%.2f,%s\n",
            price,
            weight,
            days,
            discount,
            returned != wrong ? "yes" : "no"));
  }
}
