package dev.sundial.freshness;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.sundial.json.InvalidDocumentException;
import dev.sundial.json.JsonReader;
import dev.sundial.json.JsonWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The Lambda function that a schedule invokes: looks at every model, or sends the digest. It fails
 * when anything could not be done, after all the rest was.
 */
public final class ProbeHandler implements RequestStreamHandler {
  /** Kept of the function's time-out for the call that is under way, and to tell what is left. */
  private static final Duration RESERVE = Duration.ofSeconds(20);

  private final Probe probe;
  private final Digest digest;
  private final ProbeLog log;
  private final Clock clock;

  /** Wires once, from the environment's variables. */
  public ProbeHandler() {
    this(
        ProbeConfig.from(System.getenv()),
        ProbeClients.ofLambda(),
        Clock.systemUTC(),
        System.out::println);
  }

  /**
   * @param out takes the lines to print
   */
  ProbeHandler(ProbeConfig config, ProbeClients clients, Clock clock, Consumer<String> out) {
    this.clock = clock;
    this.log = new ProbeLog(config.stage(), clock, out);
    this.probe = Probe.of(config, clients, clock, log);
    this.digest =
        new Digest(config.names(), clients.cloudWatch(), clients.sns(), config.alertTopic(), clock);
  }

  /**
   * @throws IncompleteException naming what could not be done
   */
  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    byte[] event = in.readNBytes(JsonReader.MAX_BYTES + 1);
    out.write(JsonWriter.write(answer(event, context)).getBytes(StandardCharsets.UTF_8));
  }

  private Map<String, ?> answer(byte[] event, Context context) {
    try {
      return switch (Asked.read(event, clock)) {
        case Asked.Look look ->
            probe.look(look, () -> context.getRemainingTimeInMillis() > RESERVE.toMillis());
        case Asked.Digest asked -> digest.send(asked, left(context));
      };
    } catch (InvalidDocumentException e) {
      Map<String, String> error = Map.of("error", String.valueOf(e.getMessage()));
      log.error("the event is not one of the probe's", error);
      return error;
    }
  }

  private static Duration left(Context context) {
    return Duration.ofMillis(context.getRemainingTimeInMillis());
  }
}
