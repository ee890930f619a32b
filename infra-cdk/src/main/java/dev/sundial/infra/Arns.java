package dev.sundial.infra;

import dev.sundial.naming.ModelName;
import dev.sundial.naming.ResourceNames;
import software.amazon.awscdk.Aws;

/**
 * The addresses of what a stage shares, made from names alone: no stack exports to another, so each
 * can be deployed and removed by itself. Account, region and partition are left to CloudFormation.
 */
record Arns(ResourceNames names) {

  String dataBucketName() {
    return names.dataBucket(Aws.ACCOUNT_ID, Aws.REGION);
  }

  String artefactBucketName() {
    return names.artefactBucket(Aws.ACCOUNT_ID, Aws.REGION);
  }

  String dataBucket() {
    return "arn:" + Aws.PARTITION + ":s3:::" + dataBucketName();
  }

  String artefactBucket() {
    return "arn:" + Aws.PARTITION + ":s3:::" + artefactBucketName();
  }

  String registryTable() {
    return arn("dynamodb", "table/" + names.registryTable());
  }

  String eventBus() {
    return arn("events", "event-bus/" + names.eventBus());
  }

  String trainingFailureQueue(ModelName model) {
    return arn("sqs", names.trainingFailureQueue(model));
  }

  /** All queues of this stage where failures end. */
  String failureQueues() {
    return arn("sqs", names.shared("*-failures"));
  }

  /** What serves of the prediction function. */
  String livePrediction() {
    return arn("lambda", "function:" + names.predictionFunction() + ":" + PredictionService.LIVE);
  }

  String probeFunction() {
    return arn("lambda", "function:" + names.probeFunction());
  }

  String slackFailureQueue() {
    return arn("sqs", names.slackFailureQueue());
  }

  String alertTopic() {
    return arn("sns", names.alertTopic());
  }

  /** The Slack secret; Secrets Manager ends its ARN in six characters of its own. */
  String slackSecret() {
    return arn("secretsmanager", "secret:" + names.slackSecret() + "-??????");
  }

  /** The stacks of all models of this stage. */
  String modelStacks() {
    return arn("cloudformation", "stack/" + names.shared("*-model") + "/*");
  }

  /** All alarms of the account: a list of alarms can be allowed on no less. */
  static String alarms() {
    return arn("cloudwatch", "alarm:*");
  }

  /** The streams of a function's log group. */
  String logStreams(String functionName) {
    return arn("logs", "log-group:" + ResourceNames.logGroup(functionName) + ":*");
  }

  private static String arn(String service, String resource) {
    return String.join(":", "arn", Aws.PARTITION, service, Aws.REGION, Aws.ACCOUNT_ID, resource);
  }
}
