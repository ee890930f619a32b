package dev.sundial.cli;

import dev.sundial.local.LocalCloud;
import dev.sundial.naming.StackOutput;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * Points a stage that nobody gave a webhook at the local cloud's own Slack inbox, as {@code slack
 * set} would. One that somebody set is left alone.
 */
record InboxWebhook(DeployedStage stage, LocalCloud cloud) {
  /** What the template puts there, and the inbox's address, which moves with the port. */
  private static final Pattern OURS =
      Pattern.compile("unset|http://127\\.0\\.0\\.1:\\d+/_sundial/slack/services/.*");

  void set() {
    String secret = stage.output(StackOutput.SLACK_SECRET);
    String webhook = cloud.slack().webhook();
    try (SecretsManagerClient secrets = stage.client(SecretsManagerClient.builder())) {
      String now = secrets.getSecretValue(r -> r.secretId(secret)).secretString();
      if (OURS.matcher(now).matches() && !now.equals(webhook)) {
        secrets.putSecretValue(r -> r.secretId(secret).secretString(webhook));
      }
    }
  }
}
