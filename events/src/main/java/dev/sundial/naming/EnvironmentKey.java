package dev.sundial.naming;

/** The environment variables of the functions. */
public final class EnvironmentKey {
  /** Stage name. */
  public static final String STAGE = "SUNDIAL_STAGE";

  /** Training: the model's spec as JSON. */
  public static final String MODEL_SPEC = "SUNDIAL_MODEL_SPEC";

  /** Registry table name. */
  public static final String REGISTRY_TABLE = "SUNDIAL_REGISTRY_TABLE";

  /** Data bucket name. */
  public static final String DATA_BUCKET = "SUNDIAL_DATA_BUCKET";

  /** Artefact bucket name. */
  public static final String ARTEFACT_BUCKET = "SUNDIAL_ARTEFACT_BUCKET";

  /** Event bus name. */
  public static final String EVENT_BUS = "SUNDIAL_EVENT_BUS";

  /** Prediction: names of the stage's models, separated by commas. */
  public static final String MODELS = "SUNDIAL_MODELS";

  /** Prediction: the model that {@code /predict} serves; absent when the stage names none. */
  public static final String DEFAULT_MODEL = "SUNDIAL_DEFAULT_MODEL";

  /** Prediction: how old a look at the pointer may be, as an ISO-8601 duration; default PT60S. */
  public static final String POINTER_INTERVAL = "SUNDIAL_POINTER_INTERVAL";

  /** Prediction: origins whose pages may call, separated by commas, or {@code *}; absent: none. */
  public static final String CORS_ORIGINS = "SUNDIAL_CORS_ORIGINS";

  /**
   * Probe: what it watches, as one JSON object: model name → {@code {"expectEvery", "grace",
   * "prefix", "task"}}, each left out where it is the default (PT24H, PT0S, the name and a slash,
   * classification).
   */
  public static final String WATCHED = "SUNDIAL_WATCHED";

  /** Probe: address of the API's stage, ending in a slash. */
  public static final String API_URL = "SUNDIAL_API_URL";

  /** Probe: ARN of the topic that digests are published to. */
  public static final String ALERT_TOPIC = "SUNDIAL_ALERT_TOPIC";

  /** Slack: name of the secret that holds the webhook's URL. */
  public static final String SLACK_SECRET = "SUNDIAL_SLACK_SECRET";

  /** Slack: hosts a webhook may have, separated by commas. */
  public static final String SLACK_HOSTS = "SUNDIAL_SLACK_HOSTS";

  /** Slack: address of the console that links lead to, without a slash at its end. */
  public static final String CONSOLE = "SUNDIAL_CONSOLE";

  /** Slack: address of the runbook, docs/alarms.md; absent links to the dashboard, which has it. */
  public static final String RUNBOOK = "SUNDIAL_RUNBOOK";

  /** Authorizer: the issuer whose tokens are taken. */
  public static final String JWT_ISSUER = "SUNDIAL_JWT_ISSUER";

  /** Authorizer: audiences, one of which a token must be for, as a JSON list of texts. */
  public static final String JWT_AUDIENCE = "SUNDIAL_JWT_AUDIENCE";

  /** Authorizer: where the issuer's keys are; absent when the issuer's description tells. */
  public static final String JWKS_URI = "SUNDIAL_JWKS_URI";

  /**
   * Probe: where the prediction function is invoked, which it asks itself where the API takes
   * tokens; absent where it asks the API.
   */
  public static final String PREDICTION_URL = "SUNDIAL_PREDICTION_URL";

  /** Lambda's own: options of the JVM, which Java itself reads. */
  public static final String JVM_OPTIONS = "JAVA_TOOL_OPTIONS";

  private EnvironmentKey() {}
}
