package dev.sundial.infra;

import dev.sundial.naming.ResourceNames;
import dev.sundial.spec.ModelSpec;
import dev.sundial.spec.ScheduleSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.events.EventField;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.RuleTargetInput;
import software.amazon.awscdk.services.events.Schedule;
import software.amazon.awscdk.services.events.targets.LambdaFunction;
import software.amazon.awscdk.services.iam.PrincipalWithConditions;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.scheduler.CfnSchedule;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/**
 * What starts a training on time: hands the function its model and the time it was due, which
 * together are the run's identity, so that a delivery that comes twice is known as one run.
 */
final class Triggers {
  private Triggers() {}

  static void schedule(
      Construct scope, ModelSpec model, ResourceNames names, Function function, Queue failures) {
    ScheduleSpec schedule = model.schedule();
    Role role =
        Role.Builder.create(scope, "ScheduleRole")
            .assumedBy(
                new PrincipalWithConditions(
                    new ServicePrincipal("scheduler.amazonaws.com"),
                    Map.of("StringEquals", Map.of("aws:SourceAccount", Aws.ACCOUNT_ID))))
            .inlinePolicies(
                Map.of(
                    "schedule",
                    Grant.policy(
                        List.of(
                            Grant.of(
                                "StartTraining",
                                function.getFunctionArn(),
                                "lambda:InvokeFunction"),
                            Grant.of(
                                "KeepUndelivered", failures.getQueueArn(), "sqs:SendMessage")))))
            .build();
    CfnSchedule.Builder.create(scope, "Schedule")
        .name(names.schedule(model.name()))
        .description("Trains " + model.name())
        .scheduleExpression(schedule.expression())
        .scheduleExpressionTimezone(schedule.timezone().getId())
        .flexibleTimeWindow(CfnSchedule.FlexibleTimeWindowProperty.builder().mode("OFF").build())
        .target(
            CfnSchedule.TargetProperty.builder()
                .arn(function.getFunctionArn())
                .roleArn(role.getRoleArn())
                .input(
                    "{\"model\":\""
                        + model.name()
                        + "\",\"scheduledTime\":\"<aws.scheduler.scheduled-time>\"}")
                .retryPolicy(
                    CfnSchedule.RetryPolicyProperty.builder()
                        .maximumRetryAttempts(schedule.retries())
                        .maximumEventAgeInSeconds(schedule.maximumEventAge().toSeconds())
                        .build())
                .deadLetterConfig(
                    CfnSchedule.DeadLetterConfigProperty.builder()
                        .arn(failures.getQueueArn())
                        .build())
                .build())
        .build();
  }

  static void rule(
      Construct scope, ModelSpec model, ResourceNames names, Function function, Queue failures) {
    ScheduleSpec schedule = model.schedule();
    Map<String, Object> input = new LinkedHashMap<>(); // in this order, in every process
    input.put("model", model.name().value());
    input.put("scheduledTime", EventField.fromPath("$.time"));
    Rule.Builder.create(scope, "Rule")
        .ruleName(names.schedule(model.name()))
        .description("Trains " + model.name())
        .schedule(Schedule.expression(schedule.expression()))
        .targets(
            List.of(
                LambdaFunction.Builder.create(function)
                    .event(RuleTargetInput.fromObject(input))
                    .retryAttempts(schedule.retries())
                    .maxEventAge(Duration.seconds(schedule.maximumEventAge().toSeconds()))
                    .deadLetterQueue(failures)
                    .build()))
        .build();
  }
}
