package dev.sundial.training;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.sundial.aws.AwsClients;
import dev.sundial.aws.CallLimits;
import dev.sundial.dataset.DatasetReader;
import dev.sundial.dataset.RowBudget;
import dev.sundial.json.JsonReader;
import dev.sundial.registry.ArtefactStore;
import dev.sundial.registry.Outbox;
import dev.sundial.registry.Registry;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.s3.S3Client;

/** The Lambda function: {@link dev.sundial.lifecycle.TrainingRequested} in, an answer out. */
public final class TrainingHandler implements RequestStreamHandler {
  private static final int STUCK = 70;

  private final TrainingWorkflow workflow;
  private final WatchedWork work;
  private final Runnable leaveEnvironment;

  /** Wires once, from the environment's variables. */
  public TrainingHandler() {
    this(
        TrainingConfig.from(System.getenv()),
        AwsClients.dynamoDb(CallLimits.patient()),
        AwsClients.s3(CallLimits.patient()),
        AwsClients.eventBridge(CallLimits.patient()),
        Clock.systemUTC(),
        System.out::println,
        () -> Runtime.getRuntime().halt(STUCK));
  }

  /**
   * @param log takes the lines to print
   * @param leaveEnvironment ends the process, so that Lambda makes a new one
   */
  TrainingHandler(
      TrainingConfig config,
      DynamoDbClient dynamoDb,
      S3Client s3,
      EventBridgeClient eventBridge,
      Clock clock,
      Consumer<String> log,
      Runnable leaveEnvironment) {
    Registry registry = new Registry(dynamoDb, config.registryTable(), clock, new SecureRandom());
    this.work = new WatchedWork();
    this.leaveEnvironment = leaveEnvironment;
    this.workflow =
        new TrainingWorkflow(
            config.spec(),
            registry,
            new ArtefactStore(s3, config.artefactBucket()),
            new DatasetReader(s3, config.dataBucket(), RowBudget.ofHeap()),
            new Outbox(registry, eventBridge, config.eventBus()),
            work,
            new RunLog(clock, config.stage(), config.spec().name(), log),
            clock);
  }

  /**
   * @throws RuntimeException when a retry may help
   */
  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    if (work.isStuck()) {
      // The answer of the run that was given up is recorded and was sent; what it left behind must
      // not share memory and processor with this one. Lambda delivers this event again.
      leaveEnvironment.run();
    }
    byte[] event = in.readNBytes(JsonReader.MAX_BYTES + 1);
    String answer = workflow.train(event, Invocation.of(context)).toJson();
    out.write(answer.getBytes(StandardCharsets.UTF_8));
  }
}
