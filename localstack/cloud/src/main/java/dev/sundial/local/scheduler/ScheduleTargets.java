package dev.sundial.local.scheduler;

import java.util.Map;

/** Where schedules deliver. */
public interface ScheduleTargets {

  /**
   * Hands over an input.
   *
   * @param targetArn a function or a queue
   * @throws dev.sundial.local.endpoint.AwsError when the target does not take it
   */
  void deliver(String targetArn, String input);

  /**
   * Keeps an input that could not be delivered.
   *
   * @param queueArn the schedule's queue
   * @param attributes why, as string message attributes
   */
  void deadLetter(String queueArn, String input, Map<String, String> attributes);
}
