package dev.sundial.slack;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.sundial.alarms.AlarmNames;
import dev.sundial.json.JsonWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The Lambda function behind topic and bus: what happened in, a message in Slack out. */
public final class SlackHandler implements RequestStreamHandler {
  private final Incoming incoming;
  private final Wording wording;
  private final Delivery delivery;
  private final Consumer<String> log;

  /** Wires once, from the environment's variables. */
  public SlackHandler() {
    this(SlackConfig.from(System.getenv()), Clock.systemUTC());
  }

  private SlackHandler(SlackConfig config, Clock clock) {
    this(
        config,
        new SecretReader(config.secret()),
        clock,
        time -> Thread.sleep(time.toMillis()),
        System.out::println);
  }

  /**
   * @param secret reads the secret's text
   * @param log takes lines without their end
   */
  SlackHandler(
      SlackConfig config,
      Supplier<String> secret,
      Clock clock,
      Delivery.Pause pause,
      Consumer<String> log) {
    AlarmNames names = new AlarmNames(config.names());
    this.incoming = new Incoming(new AlarmReader(names));
    this.wording = new Wording(names, new Links(config));
    this.delivery =
        new Delivery(
            new WebhookSecret(secret, config.hosts(), clock),
            new Webhook(),
            new Silence(clock),
            pause);
    this.log = log;
  }

  /**
   * @throws DeliveryException when Slack did not take it
   */
  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    byte[] event = in.readAllBytes();
    int told = 0;
    for (Notice notice : incoming.read(event, context.getAwsRequestId())) {
      Optional<SlackMessage> message = wording.of(notice);
      message.ifPresent(delivery::send);
      told += message.isPresent() ? 1 : 0;
      log(message.isPresent() ? "told" : "dropped", notice);
    }
    out.write(JsonWriter.write(Map.of("told", told)).getBytes(StandardCharsets.UTF_8));
  }

  private void log(String event, Notice notice) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("event", event);
    line.put("kind", notice.getClass().getSimpleName());
    line.put("id", notice.id());
    log.accept(JsonWriter.write(line));
  }
}
