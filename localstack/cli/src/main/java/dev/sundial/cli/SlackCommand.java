package dev.sundial.cli;

import dev.sundial.alarms.WebhookAddress;
import dev.sundial.json.JsonWriter;
import dev.sundial.naming.EnvironmentKey;
import dev.sundial.naming.StackOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** The Slack webhook. */
@Command(
    name = "slack",
    description = "Where Slack is reached.",
    subcommands = SlackCommand.Put.class)
final class SlackCommand implements Callable<Integer> {
  @Mixin private final StageOption option = new StageOption();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    throw new ParameterException(
        spec.commandLine(), "What about it? set (stage " + option.stage() + ")");
  }

  /** Sets it. The address is the secret, so it is never an argument and never printed. */
  @Command(
      name = "set",
      description =
          "Read the URL of an incoming webhook from standard input and keep it in Secrets Manager.",
      footer = {"", "  sundial slack set --stage prod < webhook.txt"})
  static final class Put implements Callable<Integer> {
    /** A URL is at most this long. */
    private static final int MOST_BYTES = 2048;

    @Mixin private final StageOption option = new StageOption();

    @Override
    public Integer call() throws IOException {
      String url = read();
      DeployedStage stage = option.connect();
      check(url, allowedHosts(stage));
      String secret = stage.output(StackOutput.SLACK_SECRET);
      try (SecretsManagerClient secrets = stage.client(SecretsManagerClient.builder())) {
        secrets.putSecretValue(r -> r.secretId(secret).secretString(url));
      }
      System.out.println(
          option.json()
              ? JsonWriter.write(Map.of("secret", secret))
              : "the webhook is kept in the secret "
                  + secret
                  + "; ./sundial notify --test tries it");
      return 0;
    }

    private static String read() throws IOException {
      byte[] bytes = System.in.readNBytes(MOST_BYTES + 1);
      String url = new String(bytes, StandardCharsets.UTF_8).strip();
      if (url.isEmpty() || bytes.length > MOST_BYTES) {
        throw new VerbFailed("standard input must hold the webhook's URL and nothing else");
      }
      return url;
    }

    /** As the deployed function has them: it would refuse any other. */
    private static Set<String> allowedHosts(DeployedStage stage) {
      try (LambdaClient lambda = stage.client(LambdaClient.builder())) {
        String function = stage.output(StackOutput.SLACK_FUNCTION);
        Map<String, String> variables =
            lambda
                .getFunctionConfiguration(r -> r.functionName(function))
                .environment()
                .variables();
        return WebhookAddress.hosts(variables.getOrDefault(EnvironmentKey.SLACK_HOSTS, ""));
      }
    }

    private static void check(String url, Set<String> hosts) {
      try {
        WebhookAddress unused = WebhookAddress.of(url, hosts);
      } catch (WebhookAddress.RefusedException e) {
        throw new VerbFailed("the webhook's URL " + e.getMessage());
      }
    }
  }
}
