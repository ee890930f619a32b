package dev.sundial.naming;

/** The outputs of the stacks, by which the launcher finds what was deployed. */
public final class StackOutput {
  // The stage's stack.
  public static final String DATA_BUCKET = "DataBucket";
  public static final String ARTEFACT_BUCKET = "ArtefactBucket";
  public static final String REGISTRY_TABLE = "RegistryTable";
  public static final String EVENT_BUS = "EventBus";
  public static final String PREDICTION_FUNCTION = "PredictionFunction";
  public static final String API_ID = "ApiId";
  public static final String API_URL = "ApiUrl";

  /** Who may call the API: {@code iam}, {@code jwt} or {@code open}. */
  public static final String API_AUTH = "ApiAuth";

  /** Absent where the API takes no tokens. */
  public static final String AUTHORIZER_FUNCTION = "AuthorizerFunction";

  public static final String ALERT_TOPIC = "AlertTopic";
  public static final String SLACK_SECRET = "SlackSecret";
  public static final String SLACK_FUNCTION = "SlackFunction";
  public static final String PROBE_FUNCTION = "ProbeFunction";
  public static final String SWEEP_FUNCTION = "SweepFunction";

  /** URL of the queue of what could not be told in Slack. */
  public static final String SLACK_FAILURES = "SlackFailures";

  /** Name of the dashboard; of the stage's or of a model's stack. */
  public static final String DASHBOARD = "Dashboard";

  /** Names of the stage's models, separated by commas. */
  public static final String MODELS = "Models";

  /** Absent when the stage names none. */
  public static final String DEFAULT_MODEL = "DefaultModel";

  // A model's stack.
  public static final String MODEL = "Model";
  public static final String DATA_PREFIX = "DataPrefix";
  public static final String TRAINING_FUNCTION = "TrainingFunction";
  public static final String SCHEDULE = "Schedule";

  /** URL of the queue of undelivered schedule inputs. */
  public static final String SCHEDULE_FAILURES = "ScheduleFailures";

  /** URL of the queue of given-up training invocations. */
  public static final String TRAINING_FAILURES = "TrainingFailures";

  private StackOutput() {}
}
