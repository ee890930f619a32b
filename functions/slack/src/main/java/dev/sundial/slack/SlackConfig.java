package dev.sundial.slack;

import dev.sundial.alarms.WebhookAddress;
import dev.sundial.naming.EnvironmentKey;
import dev.sundial.naming.ResourceNames;
import dev.sundial.naming.StageName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the function is told by its environment.
 *
 * @param names of the stage's resources
 * @param secret name of the secret that holds the webhook's URL
 * @param hosts a webhook may have
 * @param console address of the console, without a slash at its end
 * @param runbook address of the runbook; empty leads to the dashboard
 * @param region of the console's pages
 */
record SlackConfig(
    ResourceNames names,
    String secret,
    Set<String> hosts,
    String console,
    String runbook,
    String region) {

  SlackConfig {
    hosts = Set.copyOf(hosts);
  }

  /**
   * @throws IllegalArgumentException naming every key that is missing or bad
   */
  static SlackConfig from(Map<String, String> environment) {
    List<String> problems = new ArrayList<>();
    for (String key :
        List.of(
            EnvironmentKey.STAGE,
            EnvironmentKey.SLACK_SECRET,
            EnvironmentKey.SLACK_HOSTS,
            EnvironmentKey.CONSOLE,
            "AWS_REGION")) {
      if (environment.getOrDefault(key, "").isBlank()) {
        problems.add(key + " is missing");
      }
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", problems));
    }
    return new SlackConfig(
        new ResourceNames(new StageName(environment.getOrDefault(EnvironmentKey.STAGE, ""))),
        environment.getOrDefault(EnvironmentKey.SLACK_SECRET, ""),
        WebhookAddress.hosts(environment.getOrDefault(EnvironmentKey.SLACK_HOSTS, "")),
        environment.getOrDefault(EnvironmentKey.CONSOLE, ""),
        environment.getOrDefault(EnvironmentKey.RUNBOOK, ""),
        environment.getOrDefault("AWS_REGION", ""));
  }
}
