package dev.sundial.cli;

import dev.sundial.json.JsonWriter;
import dev.sundial.naming.StackOutput;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.services.sns.SnsClient;

/** Tries the way that alarms take to people. */
@Command(
    name = "notify",
    description = "Publish a notice where alarms publish, to see it arrive in Slack and by mail.")
final class NotifyCommand implements Callable<Integer> {
  @Mixin private final StageOption option = new StageOption();

  @Option(names = "--test", description = "Publish a test notice; it says that it is one.")
  private boolean test;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    if (!test) {
      throw new ParameterException(spec.commandLine(), "Notify of what? --test is all there is");
    }
    DeployedStage stage = option.connect();
    Map<String, Object> notice = new LinkedHashMap<>();
    notice.put("sundial", "test");
    notice.put("id", "test-" + UUID.randomUUID());
    notice.put("stage", option.stage().value());
    notice.put("at", stage.clock().instant());
    notice.put("by", System.getProperty("user.name", "somebody"));
    String id;
    try (SnsClient sns = stage.client(SnsClient.builder())) {
      id =
          sns.publish(
                  r ->
                      r.topicArn(stage.output(StackOutput.ALERT_TOPIC))
                          .subject("Sundial: a test notice of stage " + option.stage())
                          .messageStructure("json")
                          .message(message(notice)))
              .messageId();
    }
    System.out.println(
        option.json()
            ? JsonWriter.write(Map.of("id", notice.get("id"), "messageId", id))
            : "published " + notice.get("id") + " as message " + id);
    return 0;
  }

  /** For the function our JSON, for people who read mail a sentence. */
  private static String message(Map<String, Object> notice) {
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("default", JsonWriter.write(notice));
    message.put(
        "email",
        "This is a test: what alarms of stage %s publish arrives here. Sent by %s at %s, id %s."
            .formatted(notice.get("stage"), notice.get("by"), notice.get("at"), notice.get("id")));
    return JsonWriter.write(message);
  }
}
