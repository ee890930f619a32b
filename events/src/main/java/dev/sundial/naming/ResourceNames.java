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
