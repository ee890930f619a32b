package dev.sundial.infra;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awscdk.Aws;
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
import software.constructs.IDependable;

/**
 * What invokes a function on time, with the time it was due, so that a delivery that comes twice is
 * known as one.
 *
 * @param id prefix of the construct ids; may be empty
 * @param name of the schedule or rule
 * @param does what it is for, as its description
 * @param expression a cron or rate expression
 * @param timezone of a cron expression
 * @param input what the function is told besides the time: texts and whole numbers
 * @param retries how often a failed delivery is tried again
 * @param maximumAge how late a delivery may be
 * @param undelivered where deliveries go that were given up; empty drops them
 */
record Timer(
    String id,
    String name,
    String does,
    String expression,
    String timezone,
    Map<String, Object> input,
    int retries,
    Duration maximumAge,
    Optional<Queue> undelivered) {
  private static final String TIME = "scheduledTime";

  Timer {
    input = new LinkedHashMap<>(input);
  }

  /** Makes it as the stage triggers; returns what was made. */
  IDependable invoke(Construct scope, StageSpec.Trigger trigger, Function function) {
    return switch (trigger) {
      case SCHEDULER -> schedule(scope, function.getFunctionArn());
      case RULE -> rule(scope, function);
    };
  }

  /** Makes a schedule, which takes a role of its own to invoke the function. */
  IDependable schedule(Construct scope, String functionArn) {
    List<Grant> grants =
        Stream.concat(
                Stream.of(Grant.of("Start", functionArn, "lambda:InvokeFunction")),
                undelivered.stream()
                    .map(
                        queue ->
                            Grant.of("KeepUndelivered", queue.getQueueArn(), "sqs:SendMessage")))
            .toList();
    Role role =
        Role.Builder.create(scope, id + "ScheduleRole")
            .assumedBy(
                new PrincipalWithConditions(
                    new ServicePrincipal("scheduler.amazonaws.com"),
                    Map.of("StringEquals", Map.of("aws:SourceAccount", Aws.ACCOUNT_ID))))
            .inlinePolicies(Map.of("schedule", Grant.policy(grants)))
            .build();
    CfnSchedule.TargetProperty.Builder target =
        CfnSchedule.TargetProperty.builder()
            .arn(functionArn)
            .roleArn(role.getRoleArn())
            .input(json("\"<aws.scheduler.scheduled-time>\""))
            .retryPolicy(
                CfnSchedule.RetryPolicyProperty.builder()
                    .maximumRetryAttempts(retries)
                    .maximumEventAgeInSeconds(maximumAge.toSeconds())
                    .build());
    undelivered.ifPresent(
        queue ->
            target.deadLetterConfig(
                CfnSchedule.DeadLetterConfigProperty.builder().arn(queue.getQueueArn()).build()));
    return CfnSchedule.Builder.create(scope, id + "Schedule")
        .name(name)
        .description(does)
        .scheduleExpression(expression)
        .scheduleExpressionTimezone(timezone)
        .flexibleTimeWindow(CfnSchedule.FlexibleTimeWindowProperty.builder().mode("OFF").build())
        .target(target.build())
        .build();
  }

  private String json(String time) {
    Stream<String> members =
        input.entrySet().stream()
            .map(
                entry ->
                    "\"%s\":%s"
                        .formatted(
                            entry.getKey(),
                            entry.getValue() instanceof String text
                                ? "\"" + text + "\""
                                : entry.getValue()));
    return Stream.concat(members, Stream.of("\"" + TIME + "\":" + time))
        .collect(Collectors.joining(",", "{", "}"));
  }

  private IDependable rule(Construct scope, Function function) {
    Map<String, Object> told = new LinkedHashMap<>(input); // in this order, in every process
    told.put(TIME, EventField.fromPath("$.time"));
    LambdaFunction.Builder target =
        LambdaFunction.Builder.create(function)
            .event(RuleTargetInput.fromObject(told))
            .retryAttempts(retries)
            .maxEventAge(software.amazon.awscdk.Duration.seconds(maximumAge.toSeconds()));
    undelivered.ifPresent(target::deadLetterQueue);
    return Rule.Builder.create(scope, id + "Rule")
        .ruleName(name)
        .description(does)
        .schedule(Schedule.expression(expression))
        .targets(List.of(target.build()))
        .build();
  }
}
