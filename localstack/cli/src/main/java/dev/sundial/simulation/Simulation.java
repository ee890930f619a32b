package dev.sundial.simulation;

import dev.sundial.naming.ModelName;
import dev.sundial.naming.ResourceNames;
import dev.sundial.naming.StageName;
import dev.sundial.simulation.StoryLine.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Plays a scenario through, day by day, and tells each day when it is over. The same scenario tells
 * the same story: it always begins at {@link #BEGINNING}.
 */
public final class Simulation {
  /** The midnight that the first day begins with. */
  public static final Instant BEGINNING = Instant.parse("2030-01-01T00:00:00Z");

  /** The model of the simulation. */
  public static final ModelName MODEL = new ModelName("returns");

  /** Batches older than this are removed: the model learns from these days. */
  private static final int KEPT_DAYS = 7;

  private static final Duration DELIVERY = Duration.ofMinutes(10);
  private static final int MORNING = 8;
  private static final int NOON = 12;
  private static final int EVENING = 18;
  private static final int HOURS = 24;

  /**
   * What was counted.
   *
   * @param failed predictions that were not answered 200
   */
  public record Totals(int predictions, int failed) {}

  private final Scenario scenario;
  private final Parcels parcels;
  private final World world;
  private final Operator operator;
  private final Story story;
  private final Consumer<StoryLine> tell;
  private final RandomGenerator traffic;
  private final List<StoryLine> acts = new ArrayList<>();
  private int predictions;
  private int failedPredictions;

  /**
   * @param tell takes the story's lines
   */
  public Simulation(
      Scenario scenario, World world, Operator operator, Story story, Consumer<StoryLine> tell) {
    this.scenario = scenario;
    this.parcels = new Parcels(scenario);
    this.world = world;
    this.operator = operator;
    this.story = story;
    this.tell = tell;
    this.traffic = Scenario.random(scenario.seed(), -1);
  }

  /** Puts the data of the days before, and trains once; the clock stands before the beginning. */
  public void prepare() throws InterruptedException {
    for (int day = 1 - KEPT_DAYS; day < 1; day++) {
      world.put(key(day), parcels.batch(day));
    }
    world.fire(new ResourceNames(StageName.SIMULATE).schedule(MODEL));
  }

  /** Returns when the last day is over. */
  public Totals run() throws InterruptedException {
    world.advanceTo(BEGINNING);
    for (int day = 1; day <= scenario.days(); day++) {
      play(day);
      List<StoryLine> lines = new ArrayList<>(acts);
      acts.clear();
      lines.addAll(story.since(start(day), start(day + 1)));
      lines.stream().sorted().forEach(tell);
    }
    return new Totals(predictions, failedPredictions);
  }

  private void play(int day) throws InterruptedException {
    world.advanceTo(start(day).plus(DELIVERY));
    deliver(day);
    for (int hour = 1; hour <= HOURS; hour++) {
      world.advanceTo(start(day).plus(Duration.ofHours(hour)));
      predict();
      if (hour < HOURS) {
        act(day, hour);
      }
    }
  }

  /** The night's delivery, and what breaks with the day. */
  private void deliver(int day) {
    world.put(key(day), parcels.batch(day));
    world.remove(key(day - KEPT_DAYS));
    if (day == scenario.poisoned()) {
      world.put(poison(day), parcels.poison(day));
      note(Kind.WORLD, "a poisoned batch arrives: every other answer is wrong", poison(day));
    }
    if (day == scenario.outage()) {
      world.breakStorage(function(), scenario.seed());
      note(Kind.WORLD, "S3 fails for the training function", "two days long");
    }
    if (day == scenario.outage() + 2) {
      world.mend();
      note(Kind.WORLD, "S3 works again", "");
    }
    if (day == scenario.drift()) {
      note(Kind.WORLD, "the world begins to drift", "");
    }
  }

  private void act(int day, int hour) throws InterruptedException {
    if (day == scenario.poisoned() && hour == MORNING) {
      operator.rollBack(MODEL, "poisoned batch");
      world.remove(poison(day));
      note(Kind.OPERATOR, "rolls back, takes the batch out", "");
    }
    if (day == scenario.poisoned() && hour == EVENING) {
      operator.unpin(MODEL);
      note(Kind.OPERATOR, "lets runs promote again", "");
    }
    if (day == scenario.outage() && hour == NOON) {
      world.busySlack(scenario.seed());
      note(Kind.WORLD, "Slack answers 429", "for a day");
    }
    if (day == scenario.outage() + 1 && hour == NOON) {
      world.mend();
      world.breakStorage(function(), scenario.seed());
      note(Kind.WORLD, "Slack takes messages again", "");
    }
    if (day == scenario.outage() + 1 && hour == EVENING
        || day == scenario.outage() + 2 && hour == MORNING) {
      int sent = operator.redrive();
      note(Kind.OPERATOR, "sends back what failed: " + sent, "");
    }
  }

  /** A few people ask every hour, more of them by day. */
  private void predict() throws InterruptedException {
    int asked = traffic.nextInt(1, 4);
    for (int i = 0; i < asked; i++) {
      int status = world.predict(MODEL.value(), parcels.request(traffic));
      predictions++;
      failedPredictions += status == 200 ? 0 : 1;
    }
  }

  private void note(Kind kind, String text, String reference) {
    acts.add(new StoryLine(world.now().truncatedTo(ChronoUnit.MINUTES), kind, text, reference));
  }

  private static Instant start(int day) {
    return BEGINNING.plus(Duration.ofDays(day - 1L));
  }

  private static String key(int day) {
    return MODEL + "/" + start(day).toString().substring(0, 10) + ".csv";
  }

  private static String poison(int day) {
    return MODEL + "/" + start(day).toString().substring(0, 10) + "-late.csv";
  }

  private static String function() {
    return new ResourceNames(StageName.SIMULATE).trainingFunction(MODEL);
  }
}
