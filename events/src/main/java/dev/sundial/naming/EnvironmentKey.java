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

  /** Lambda's own: options of the JVM, which Java itself reads. */
  public static final String JVM_OPTIONS = "JAVA_TOOL_OPTIONS";

  private EnvironmentKey() {}
}
