package dev.sundial.alarms;

import dev.sundial.alarms.Watched.Custom;
import dev.sundial.alarms.Watched.Quality;
import dev.sundial.alarms.Watched.Vended;
import dev.sundial.metrics.Metric;
import dev.sundial.metrics.VendedMetric;
import java.util.Arrays;
import java.util.List;

/**
 * Every alarm there is. Its period is the probe's interval for what the probe tells and five
 * minutes for what happens; a stage's alarm is named {@code sundial-{stage}-{id}}, a model's {@code
 * sundial-{stage}-{model}-{id}}.
 */
public enum AlarmKind {
  STALE(
      "stale",
      Scope.MODEL,
      Level.PAGE,
      new Custom(Metric.MODEL_AGE_HOURS),
      Statistic.MAXIMUM,
      Crossing.ABOVE,
      1,
      1,
      Missing.BREACHING,
      "`alerts.maxAge` (36 h)",
      "The model is stale",
      "No version was made for too long. See whether the schedule fired (the training function's"
          + " invocations), what the last runs ended with (its log), and whether a failure queue"
          + " holds them: `sundial failures list`. Then `sundial failures redrive` or `sundial"
          + " train`."),
  ACCURACY_LOW(
      "accuracy-low",
      Scope.MODEL,
      Level.PAGE,
      new Quality(Metric.TEST_ACCURACY, Metric.TEST_R2),
      Statistic.MINIMUM,
      Crossing.BELOW,
      1,
      1,
      Missing.IGNORE,
      "`alerts.floor`, where it is set",
      "The newest version is below its floor",
      "The newest version is bad on its test part, whether it serves or not. Compare the data of"
          + " the two last versions (`sundial versions`, their manifests); if it serves, `sundial"
          + " rollback`. Mend the data, then `sundial train`."),
  ACCURACY_HIGH(
      "accuracy-high",
      Scope.MODEL,
      Level.NOTICE,
      new Quality(Metric.TEST_ACCURACY, Metric.TEST_R2),
      Statistic.MAXIMUM,
      Crossing.ABOVE,
      1,
      1,
      Missing.IGNORE,
      "`alerts.ceiling`, where it is set",
      "The newest version is suspiciously good",
      "Too good to be true is often a leak: the target among the features, test rows among the"
          + " training rows, or data that no longer varies. Look at what changed in the data."),
  WEEK_LOW(
      "week-low",
      Scope.MODEL,
      Level.PAGE,
      new Quality(Metric.WEEK_ACCURACY, Metric.WEEK_R2),
      Statistic.MINIMUM,
      Crossing.BELOW,
      1,
      1,
      Missing.IGNORE,
      "`alerts.floor`, where it is set",
      "The week's mean is below the floor",
      "Not one bad version but a trend: the world the data describes has drifted from what the"
          + " model can say. Look at the week on the dashboard; new features or another trainer are"
          + " due."),
  OVERDUE(
      "overdue",
      Scope.MODEL,
      Level.PAGE,
      new Custom(Metric.OVERDUE_HOURS),
      Statistic.MAXIMUM,
      Crossing.ABOVE,
      3,
      3,
      Missing.IGNORE,
      "`training.expectedWithin` (5 min)",
      "A training is overdue",
      "No run made a version when one was expected, and the time it may take is over. See the"
          + " schedule, the training's log and the failure queues: `sundial failures list`."),
  TRAINING_SLOW(
      "training-slow",
      Scope.MODEL,
      Level.NOTICE,
      new Vended(VendedMetric.FUNCTION_DURATION, "the training function"),
      Statistic.MAXIMUM,
      Crossing.ABOVE,
      1,
      5,
      Missing.NOT_BREACHING,
      "`training.expectedWithin` (5 min)",
      "A training took too long",
      "The run's line in the log says how long each step took. More rows need more"
          + " `training.memory`, which brings processors; at `training.hardLimit` a run is ended."),
  TRAINING_FAILED(
      "training-failed",
      Scope.MODEL,
      Level.PAGE,
      new Custom(Metric.TRAINING_FAILURES),
      Statistic.SUM,
      Crossing.ABOVE,
      1,
      1,
      Missing.NOT_BREACHING,
      "0",
      "A training was rejected",
      "Trying again does not help: the run's message names the object, line and column, or what"
          + " cannot train. Mend the data or the yaml, then `sundial train`."),
  TRAINING_QUEUE(
      "training-queue",
      Scope.MODEL,
      Level.PAGE,
      new Custom(Metric.TRAINING_FAILURES_WAITING),
      Statistic.MAXIMUM,
      Crossing.ABOVE,
      1,
      1,
      Missing.IGNORE,
      "0",
      "Given-up trainings are waiting",
      "Lambda gave up on runs after their retries. `sundial failures list` and `show` say why;"
          + " when the cause is gone, `sundial failures redrive`."),
  SCHEDULE_QUEUE(
      "schedule-queue",
      Scope.MODEL,
      Level.PAGE,
      new Custom(Metric.SCHEDULE_FAILURES_WAITING),
      Statistic.MAXIMUM,
      Crossing.ABOVE,
      1,
      1,
      Missing.IGNORE,
      "0",
      "The schedule could not deliver",
      "The scheduler could not hand a run to the training function: it is gone, or not permitted."
          + " Deploy the model's stack, then `sundial failures redrive`."),
  PREDICTION_FAILED(
      "prediction-failed",
      Scope.MODEL,
      Level.PAGE,
      new Custom(Metric.PREDICTION_FAILURES),
      Statistic.SUM,
      Crossing.ABOVE,
      2,
      3,
      Missing.NOT_BREACHING,
      "0",
      "The promoted version cannot be served",
      "Predictions fail, or an older version answers because the promoted one cannot be loaded or"
          + " trusted; the prediction function's log says which and why. `sundial rollback` serves a"
          + " readable one; `sundial train` makes a new one."),
  API_ERRORS(
      "api-errors",
      Scope.STAGE,
      Level.PAGE,
      new Vended(VendedMetric.API_SERVER_ERRORS, "the API"),
      Statistic.SUM,
      Crossing.ABOVE,
      2,
      3,
      Missing.NOT_BREACHING,
      "0",
      "The API answered 5xx",
      "Requests were answered 5xx, which nothing a caller sends should do. See the prediction"
          + " function's log for the request ids; 503 means that no version could be served, or that the issuer of tokens did not answer."),
  API_SLOW(
      "api-slow",
      Scope.STAGE,
      Level.NOTICE,
      new Vended(VendedMetric.API_LATENCY, "the API"),
      Statistic.P99,
      Crossing.ABOVE,
      3,
      3,
      Missing.NOT_BREACHING,
      "`alerts.latency` (2 s)",
      "The API is slow",
      "One request in a hundred takes longer than it may. Cold starts show in the function's"
          + " duration; more `prediction.memory` brings more processor."),
  API_THROTTLED(
      "api-throttled",
      Scope.STAGE,
      Level.NOTICE,
      new Vended(VendedMetric.FUNCTION_THROTTLES, "the prediction function"),
      Statistic.SUM,
      Crossing.ABOVE,
      1,
      1,
      Missing.NOT_BREACHING,
      "0",
      "Predictions are throttled",
      "The account's concurrency is used up. Ask for more, or find who uses it."),
  PROBE_DEAD(
      "probe-dead",
      Scope.STAGE,
      Level.PAGE,
      new Vended(VendedMetric.FUNCTION_INVOCATIONS, "the probe"),
      Statistic.SUM,
      Crossing.BELOW,
      2,
      2,
      Missing.BREACHING,
      "1",
      "The probe is dead",
      "Nothing watches the models: the probe was not invoked. See its schedule, and whether the"
          + " account's concurrency is used up."),
  PROBE_TROUBLED(
      "probe-troubled",
      Scope.STAGE,
      Level.NOTICE,
      new Vended(VendedMetric.FUNCTION_ERRORS, "the probe"),
      Statistic.MINIMUM,
      Crossing.ABOVE,
      3,
      3,
      Missing.IGNORE,
      "0",
      "The probe has trouble",
      "Look after look, something could not be read or asked; the rest was told. The end of the"
          + " probe's log names it: a queue, the data, a prediction that is not answered rightly."),
  NOTICES_LOST(
      "notices-lost",
      Scope.STAGE,
      Level.PAGE,
      new Vended(VendedMetric.QUEUE_DEPTH, "the Slack function's failure queue"),
      Statistic.MAXIMUM,
      Crossing.ABOVE,
      1,
      1,
      Missing.NOT_BREACHING,
      "0",
      "Messages did not reach Slack",
      "Slack did not take messages, or no webhook is set (`sundial slack set`). They are kept for 14"
          + " days: `sundial failures list`, and `redrive` when Slack takes them again.");

  /** What an alarm is of. */
  public enum Scope {
    STAGE,
    MODEL
  }

  /** What an alarm's period is. */
  public enum Pace {
    /** The probe's interval. */
    PROBE,
    FIVE_MINUTES
  }

  /** On which side of the bound it is red; the bound itself is not. */
  public enum Crossing {
    ABOVE("GreaterThanThreshold"),
    BELOW("LessThanThreshold");

    private final String cloudWatchName;

    Crossing(String cloudWatchName) {
      this.cloudWatchName = cloudWatchName;
    }

    /** As CloudWatch spells it. */
    public String cloudWatchName() {
      return cloudWatchName;
    }
  }

  private final String id;
  private final Scope scope;
  private final Level level;
  private final Watched watched;
  private final Statistic statistic;
  private final Crossing crossing;
  private final int datapoints;
  private final int periods;
  private final Missing missing;
  private final String bound;
  private final String title;
  private final String advice;

  AlarmKind(
      String id,
      Scope scope,
      Level level,
      Watched watched,
      Statistic statistic,
      Crossing crossing,
      int datapoints,
      int periods,
      Missing missing,
      String bound,
      String title,
      String advice) {
    this.id = id;
    this.scope = scope;
    this.level = level;
    this.watched = watched;
    this.statistic = statistic;
    this.crossing = crossing;
    this.datapoints = datapoints;
    this.periods = periods;
    this.missing = missing;
    this.bound = bound;
    this.title = title;
    this.advice = advice;
  }

  /** The alarms of a scope, in the order of the table. */
  public static List<AlarmKind> of(Scope scope) {
    return Arrays.stream(values()).filter(kind -> kind.scope == scope).toList();
  }

  /** The last part of the alarm's name. */
  public String id() {
    return id;
  }

  public Scope scope() {
    return scope;
  }

  public Level level() {
    return level;
  }

  public Watched watched() {
    return watched;
  }

  public Statistic statistic() {
    return statistic;
  }

  public Crossing crossing() {
    return crossing;
  }

  /** Its period. */
  public Pace pace() {
    return switch (watched) {
      case Quality quality -> Pace.PROBE;
      // The probe asks for predictions, too, and again until one is right.
      case Custom(Metric metric) ->
          metric.isGauge() || this == PREDICTION_FAILED ? Pace.PROBE : Pace.FIVE_MINUTES;
      case Vended vended ->
          this == PROBE_DEAD || this == PROBE_TROUBLED ? Pace.PROBE : Pace.FIVE_MINUTES;
    };
  }

  /**
   * Whether it tells that something happened, and not how things stand: without news it goes back
   * to OK by itself, which does not say that anything was mended.
   */
  public boolean tellsEvents() {
    return switch (this) {
      case TRAINING_SLOW, TRAINING_FAILED, API_THROTTLED -> true;
      case STALE,
          ACCURACY_LOW,
          ACCURACY_HIGH,
          WEEK_LOW,
          OVERDUE,
          TRAINING_QUEUE,
          SCHEDULE_QUEUE,
          PREDICTION_FAILED,
          API_ERRORS,
          API_SLOW,
          PROBE_DEAD,
          PROBE_TROUBLED,
          NOTICES_LOST ->
          false;
    };
  }

  /** M: how many of the last periods must cross the bound. */
  public int datapoints() {
    return datapoints;
  }

  /** N: how many periods are looked at. */
  public int periods() {
    return periods;
  }

  public Missing missing() {
    return missing;
  }

  /** The bound as the table says it: a field of a yaml with its default, or a number. */
  public String bound() {
    return bound;
  }

  /** What is the matter, as a headline. */
  public String title() {
    return title;
  }

  /** What to do, in Markdown. */
  public String advice() {
    return advice;
  }
}
