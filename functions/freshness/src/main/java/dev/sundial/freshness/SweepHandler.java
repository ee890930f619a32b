package dev.sundial.freshness;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.sundial.aws.AwsClients;
import dev.sundial.aws.CallLimits;
import dev.sundial.json.JsonWriter;
import dev.sundial.registry.RegistryReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The Lambda function that removes what attempts left behind, once a day. Its event says nothing.
 * It stops in time and goes on the next day.
 */
public final class SweepHandler implements RequestStreamHandler {
  /** Kept of the function's time-out for the call that is under way. */
  private static final Duration RESERVE = Duration.ofSeconds(30);

  /** Most that a call may take, all its attempts together: less than what is kept. */
  private static final CallLimits LIMITS =
      new CallLimits(Duration.ofSeconds(2), Duration.ofSeconds(10), Duration.ofSeconds(25), 5);

  private final Sweep sweep;

  /** Wires once, from the environment's variables. */
  public SweepHandler() {
    this(
        SweepConfig.from(System.getenv()),
        AwsClients.dynamoDb(LIMITS),
        AwsClients.s3(LIMITS),
        Clock.systemUTC(),
        System.out::println);
  }

  /**
   * @param out takes the lines to print
   */
  SweepHandler(
      SweepConfig config, DynamoDbClient dynamoDb, S3Client s3, Clock clock, Consumer<String> out) {
    this.sweep =
        new Sweep(
            config.models(),
            new RegistryReader(dynamoDb, config.registryTable()),
            new AttemptObjects(s3, config.artefactBucket()),
            clock,
            new ProbeLog(config.stage(), clock, out));
  }

  /**
   * @throws IncompleteException naming what could not be removed
   */
  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    Sweep.Counts counts = sweep.run(() -> context.getRemainingTimeInMillis() > RESERVE.toMillis());
    out.write(JsonWriter.write(counts.toFields()).getBytes(StandardCharsets.UTF_8));
  }
}
