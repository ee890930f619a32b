package dev.sundial.naming;

/**
 * What a stage's AWS resources are called: {@code sundial-{stage}-{model}-{thing}} and {@code
 * sundial-{stage}-{thing}}.
 */
public record ResourceNames(StageName stage) {

  public String stageStack() {
    return "sundial-" + stage;
  }

  public String modelStack(ModelName model) {
    return of(model, "model");
  }

  public String dataBucket(String account, String region) {
    return shared("data") + "-" + account + "-" + region;
  }

  public String artefactBucket(String account, String region) {
    return shared("artefacts") + "-" + account + "-" + region;
  }

  public String registryTable() {
    return shared("registry");
  }

  public String eventBus() {
    return shared("events");
  }

  public String api() {
    return shared("api");
  }

  public String predictionFunction() {
    return shared("prediction");
  }

  /** The function that says whose tokens may call the API, where it takes tokens. */
  public String authorizerFunction() {
    return shared("authorizer");
  }

  public String trainingFunction(ModelName model) {
    return of(model, "training");
  }

  public String schedule(ModelName model) {
    return of(model, "schedule");
  }

  /** Holds what the scheduler could not deliver: the input, with the reason as attributes. */
  public String scheduleFailureQueue(ModelName model) {
    return of(model, "schedule-failures");
  }

  /** Holds what Lambda gave up on: the envelope of an asynchronous invocation. */
  public String trainingFailureQueue(ModelName model) {
    return of(model, "training-failures");
  }

  /** Where alarms, digests and test notices are published. */
  public String alertTopic() {
    return shared("alerts");
  }

  /** Holds the webhook's URL. */
  public String slackSecret() {
    return shared("slack");
  }

  public String slackFunction() {
    return shared("slack");
  }

  /** Holds what could not be told in Slack: the envelope of an asynchronous invocation. */
  public String slackFailureQueue() {
    return shared("slack-failures");
  }

  /** Sends lifecycle events to the Slack function. */
  public String slackRule() {
    return shared("slack");
  }

  /** The function that looks at every model every few minutes. */
  public String probeFunction() {
    return shared("probe");
  }

  public String probeSchedule() {
    return shared("probe");
  }

  /** Makes the probe look when a model is deployed. */
  public String firstLookSchedule(ModelName model) {
    return of(model, "first-look");
  }

  public String digestSchedule() {
    return shared("digest");
  }

  /** The function that removes the objects of attempts that came to nothing. */
  public String sweepFunction() {
    return shared("sweep");
  }

  public String sweepSchedule() {
    return shared("sweep");
  }

  public String dashboard() {
    return shared("dashboard");
  }

  public String dashboard(ModelName model) {
    return of(model, "dashboard");
  }

  /** The log group of a function. */
  public static String logGroup(String functionName) {
    return "/aws/lambda/" + functionName;
  }

  public String shared(String thing) {
    return "sundial-" + stage + "-" + thing;
  }

  public String of(ModelName model, String thing) {
    return "sundial-" + stage + "-" + model + "-" + thing;
  }
}
