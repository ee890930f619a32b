package dev.sundial.local.lambda.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sundial.local.lambda.environment.InvocationResult.Outcome;
import dev.sundial.local.lambda.fixture.Commands;
import dev.sundial.local.lambda.fixture.Fixtures;
import dev.sundial.local.lambda.fixture.Init;
import dev.sundial.local.lambda.fixture.Snap;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentIT {
  private static final Instant NOW = Instant.parse("2030-05-04T03:02:01.123Z");
  private static final String ID = "11111111-2222-3333-4444-555555555555";

  private final List<String> lines = new CopyOnWriteArrayList<>();
  private EnvironmentFactory factory;
  private Path taskRoot;

  @BeforeEach
  void start(@TempDir Path folder) {
    taskRoot = Fixtures.taskRoot(folder.resolve("task"));
    Host host =
        new Host(
            Path.of(System.getProperty("java.home"), "bin/java"),
            Path.of("../runtime/target/lib").toAbsolutePath().normalize(),
            Optional.empty(),
            URI.create("http://127.0.0.1:4566"),
            "us-east-1",
            folder.resolve("lambda"));
    factory =
        new EnvironmentFactory(
            host,
            (group, stream, some) -> some.forEach(line -> lines.add(line.text())),
            Clock.fixed(NOW, ZoneOffset.UTC),
            Clock.systemUTC());
  }

  @AfterEach
  void stop() {
    factory.close();
  }

  @Test
  void answersWhatTheHandlerWrites() throws Exception {
    Environment environment = ready(spec(Commands.class, 256, 10, Map.of()));
    assertThat(answer(environment, "\"hello\"")).isEqualTo("\"hello\"");
    assertThat(answer(environment, "{\"again\":1}")).isEqualTo("{\"again\":1}");
  }

  @Test
  void reportsTheInitializationOnceAndEveryInvocation() throws Exception {
    Environment environment = ready(spec(Commands.class, 256, 10, Map.of()));
    answer(environment, "\"say one two\"");
    answer(environment, "\"x\"");
    assertThat(lines.get(0)).isEqualTo("INIT_START Runtime Version: java:25.local");
    assertThat(lines.subList(1, 6))
        .containsExactly(
            "START RequestId: " + ID + " Version: $LATEST",
            "one",
            "two",
            "and to stderr",
            "END RequestId: " + ID);
    assertThat(lines.get(6))
        .matches(
            "REPORT RequestId: "
                + ID
                + "\tDuration: [0-9.]+ ms\tBilled Duration: [0-9]+ ms\tMemory Size: 256 MB"
                + "\tMax Memory Used: [0-9]+ MB\tInit Duration: [0-9.]+ ms");
    assertThat(lines.getLast()).startsWith("REPORT").doesNotContain("Init Duration");
  }

  @Test
  void passesExceptionsOnAsTheRuntimeDescribesThem() throws Exception {
    Environment environment = ready(spec(Commands.class, 256, 10, Map.of()));
    String payload = failure(environment, "\"throw\"", "Runtime.UserException");
    assertThat(payload)
        .startsWith(
            "{\"errorMessage\":\"thrown on purpose\",\"errorType\":\"java.lang.IllegalStateException\","
                + "\"stackTrace\":[\"dev.sundial.local.lambda.fixture.Commands.handleRequest(");
    assertThat(answer(environment, "\"still here\"")).isEqualTo("\"still here\"");
  }

  @Test
  void tellsHowTheProcessEnded() throws Exception {
    Environment environment = ready(spec(Commands.class, 256, 10, Map.of()));
    assertThat(failure(environment, "\"exit 1\"", "Runtime.ExitError"))
        .isEqualTo(
            "{\"errorType\":\"Runtime.ExitError\",\"errorMessage\":\"RequestId: "
                + ID
                + " Error: Runtime exited with error: exit status 1\"}");
    assertThat(lines).contains("unfinished line");
    assertThat(lines.getLast()).isEqualTo("Runtime.ExitError");
    assertThat(lines)
        .anyMatch(line -> line.endsWith("Status: error\tError Type: Runtime.ExitError"));
    assertThat(environment.alive()).isFalse();
    assertThat(failure(environment, "\"exit 0\"", "Runtime.ExitError"))
        .contains("Runtime exited without providing a reason");
  }

  @Test
  void startsAgainAfterACrash() throws Exception {
    Environment environment = ready(spec(Commands.class, 256, 10, Map.of()));
    failure(environment, "\"halt\"", "Runtime.ExitError");
    assertThat(answer(environment, "\"back\"")).isEqualTo("\"back\"");
  }

  @Test
  void killsAnInvocationThatTakesTooLong() throws Exception {
    Environment environment = ready(spec(Commands.class, 256, 1, Map.of()));
    long pid = environment.pid();
    assertThat(failure(environment, "\"sleep 60000\"", "Sandbox.Timedout"))
        .isEqualTo(
            "{\"errorType\":\"Sandbox.Timedout\",\"errorMessage\":\"RequestId: "
                + ID
                + " Error: Task timed out after 1.00 seconds\"}");
    assertThat(lines).contains(NOW + " " + ID + " Task timed out after 1.00 seconds");
    assertThat(lines.getLast()).endsWith("Status: timeout");
    assertThat(ProcessHandle.of(pid)).isEmpty();
  }

  @Test
  void killsAProcessOverItsMemory() throws Exception {
    Environment environment = ready(spec(Commands.class, 128, 30, Map.of()));
    assertThat(failure(environment, "\"hoard 100\"", "Runtime.OutOfMemory"))
        .contains("Error: Runtime exited with error: signal: killed");
    assertThat(lines).anyMatch(line -> line.contains("Max Memory Used: 128 MB"));
  }

  @Test
  void runsOutOfHeapAsJavaDoes() throws Exception {
    Environment environment = ready(spec(Commands.class, 512, 30, Map.of()));
    assertThat(failure(environment, "\"heap\"", "Runtime.UserException"))
        .contains("java.lang.OutOfMemoryError");
    assertThat(environment.alive()).isFalse();
  }

  @Test
  void takesAnswersUpToTheLimitAndRefusesOneByteMore() throws Exception {
    Environment environment = ready(spec(Commands.class, 512, 30, Map.of()));
    assertThat(answer(environment, "\"large 6291556\"")).hasSize(6_291_556);
    assertThat(failure(environment, "\"large 6291557\"", "Function.ResponseSizeTooLarge"))
        .isEqualTo(
            "{\"errorType\":\"Function.ResponseSizeTooLarge\",\"errorMessage\":\"Response payload"
                + " size exceeded maximum allowed payload size (6291556 bytes).\"}");
    assertThat(answer(environment, "\"next\"")).isEqualTo("\"next\"");
  }

  @Test
  void standsStillBetweenInvocations() throws Exception {
    Environment environment = ready(spec(Commands.class, 256, 10, Map.of()));
    answer(environment, "\"tick\"");
    answer(environment, "\"sleep 50\"");
    long before = Long.parseLong(answer(environment, "\"ticks\""));
    Thread.sleep(500);
    long after = Long.parseLong(answer(environment, "\"ticks\""));
    assertThat(before).isPositive();
    assertThat(after - before).isLessThan(100);
  }

  @Test
  void isStoppedOnceNoInvocationFollows() throws Exception {
    Environment environment = ready(spec(Commands.class, 256, 10, Map.of()));
    answer(environment, "\"one\"");
    answer(environment, "\"two\"");
    for (int i = 0; i < 500 && !isStopped(environment.pid()); i++) {
      Thread.sleep(10);
    }
    assertThat(isStopped(environment.pid())).isTrue();
    assertThat(answer(environment, "\"awake\"")).isEqualTo("\"awake\"");
  }

  @Test
  void answersWhenItsStopAndTheNextInvocationMeet() throws Exception {
    Environment environment = ready(spec(Commands.class, 256, 10, Map.of()));
    for (int i = 0; i < 200; i++) {
      Thread.sleep(8 + i % 5); // it rests for 10 ms before it is stopped
      assertThat(answer(environment, "\"" + i + "\"")).isEqualTo("\"" + i + "\"");
    }
  }

  @Test
  void answersThoughSomebodyStoppedItWhileItRested() throws Exception {
    Environment environment = ready(spec(Commands.class, 256, 10, Map.of()));
    answer(environment, "\"one\"");
    environment.pause();
    assertThat(answer(environment, "\"two\"")).isEqualTo("\"two\"");
  }

  private static boolean isStopped(long pid) throws IOException {
    return Files.readString(Path.of("/proc/" + pid + "/stat")).matches("(?s).*\\) T .*");
  }

  @Test
  void knowsNothingOfTheParentsVariables() throws Exception {
    Environment environment =
        ready(spec(Commands.class, 256, 10, Map.of("COLOUR", "green", "_HANDLER", "no")));
    assertThat(answer(environment, "\"env COLOUR\"")).isEqualTo("\"green\"");
    assertThat(answer(environment, "\"env _HANDLER\"")).contains("Commands");
    assertThat(answer(environment, "\"env HOME\"")).isEqualTo("\"null\"");
    assertThat(answer(environment, "\"env AWS_ACCESS_KEY_ID\""))
        .isEqualTo("\"" + environment.accessKey() + "\"");
    assertThat(answer(environment, "\"env AWS_LAMBDA_LOG_STREAM_NAME\""))
        .matches("\"2030/05/04/\\[\\$LATEST][0-9a-f]{32}\"");
    assertThat(answer(environment, "\"env TZ\"")).isEqualTo("\":UTC\"");
    assertThat(answer(environment, "\"property user.dir\"")).isEqualTo("\"" + taskRoot + "\"");
    assertThat(answer(environment, "\"arn\""))
        .isEqualTo("\"arn:aws:lambda:us-east-1:000000000000:function:fixture\"");
    assertThat(Integer.parseInt(answer(environment, "\"remaining\""))).isBetween(5_000, 10_000);
  }

  @Test
  void heapIsMostOfTheMemory() throws Exception {
    Environment environment = ready(spec(Commands.class, 512, 10, Map.of()));
    assertThat(Integer.parseInt(answer(environment, "\"heapMegabytes\""))).isBetween(415, 436);
  }

  @Test
  void failsTheInvocationWhenInitializationFailsTwice() throws Exception {
    Environment environment = factory.create(spec(Init.class, 256, 10, Map.of("INIT", "throw")));
    assertThat(environment.initialize()).isInstanceOf(InitResult.Failed.class);
    assertThat(failure(environment, "{}", "Runtime.BadFunctionCode"))
        .contains("\"errorMessage\":\"not today\"")
        .contains("\"errorType\":\"java.lang.IllegalArgumentException\"");
    assertThat(lines)
        .anyMatch(
            line ->
                line.matches(
                    "INIT_REPORT Init Duration: [0-9.]+ ms\tPhase: init\tStatus: error"
                        + "\tError Type: Runtime.BadFunctionCode"));
    assertThat(lines).anyMatch(line -> line.contains("Phase: invoke\tStatus: error"));
  }

  @Test
  void failsTheInvocationWhenInitializationExits() throws Exception {
    Environment environment = factory.create(spec(Init.class, 256, 10, Map.of("INIT", "exit")));
    environment.initialize();
    assertThat(failure(environment, "{}", "Runtime.ExitError"))
        .contains("RequestId: " + ID + " Error: Runtime exited with error: exit status 7");
  }

  @Test
  void initializesAgainInsideTheInvocationAfterTenSeconds() throws Exception {
    Environment environment =
        factory.create(spec(Init.class, 256, 20, Map.of("INIT", "sleep 10500")));
    assertThat(environment.initialize())
        .isInstanceOfSatisfying(
            InitResult.Failed.class, failed -> assertThat(failed.status()).isEqualTo("timeout"));
    assertThat(answer(environment, "{}")).isEqualTo("\"ready\"");
    assertThat(lines).anyMatch(line -> line.endsWith("Phase: init\tStatus: timeout"));
  }

  @Test
  void saysWhichClassIsMissing() throws Exception {
    EnvironmentSpec spec = spec("com.example.Missing::handleRequest", false, 256, 10, Map.of());
    Environment environment = ready(spec);
    assertThat(failure(environment, "{}", "Runtime.BadFunctionCode"))
        .contains("Class not found: com.example.Missing");
  }

  @Test
  void runsTheHooksOfASnapshotInOrder() throws Exception {
    Environment environment = ready(snap(Map.of()));
    assertThat(lines)
        .containsExactly("INIT_START Runtime Version: java:25.local", "taking the snapshot");
    environment.restore();
    assertThat(answer(environment, "{}"))
        .isEqualTo("\"init beforeCheckpoint afterRestore invoke\"");
    assertThat(lines).contains("restored");
    assertThat(lines.getLast())
        .contains("\tRestore Duration: ")
        .contains("\tBilled Restore Duration: ")
        .doesNotContain("Init Duration");
    assertThat(answer(environment, "{}")).endsWith("invoke invoke\"");
    assertThat(lines.getLast()).doesNotContain("Restore Duration");
  }

  @Test
  void keepsNoKeysInASnapshot() throws Exception {
    EnvironmentSpec spec = spec(Fixtures.handler(Commands.class), true, 256, 10, Map.of());
    Environment environment = ready(spec);
    environment.restore();
    assertThat(answer(environment, "\"envs\""))
        .contains("AWS_CONTAINER_CREDENTIALS_FULL_URI,")
        .doesNotContain("AWS_ACCESS_KEY_ID");
  }

  @Test
  void aFailingCheckpointHookFailsTheInitialization() throws Exception {
    Environment environment = factory.create(snap(Map.of("FAIL", "beforeCheckpoint")));
    assertThat(environment.initialize())
        .isInstanceOfSatisfying(
            InitResult.Failed.class,
            failed -> assertThat(failed.error().type()).isEqualTo("Runtime.BeforeCheckpointError"));
  }

  @Test
  void aFailingRestoreHookFailsTheRestore() throws Exception {
    Environment environment = ready(snap(Map.of("FAIL", "afterRestore")));
    assertThatThrownBy(environment::restore)
        .isInstanceOfSatisfying(
            RestoreException.class, e -> assertThat(e.code()).isEqualTo("SnapStartException"));
    assertThat(environment.alive()).isFalse();
  }

  @Test
  void diesWithTheCloudEvenWhenThatIsKilled(@TempDir Path other) throws Exception {
    Process cloud =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                OrphanMaker.class.getName(),
                other.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    long pid = Long.parseLong(cloud.inputReader(StandardCharsets.UTF_8).readLine());
    ProcessHandle environment = ProcessHandle.of(pid).orElseThrow();
    assertThat(environment.isAlive()).isTrue();
    cloud.destroyForcibly().waitFor();
    for (int i = 0; i < 500 && isRunning(pid); i++) {
      Thread.sleep(10);
    }
    assertThat(isRunning(pid)).isFalse();
  }

  /** A process whose parent is gone may stay a zombie where nobody reaps it. */
  private static boolean isRunning(long pid) throws IOException {
    Path stat = Path.of("/proc/" + pid + "/stat");
    return Files.exists(stat) && !Files.readString(stat).matches("(?s).*\\) Z .*");
  }

  @Test
  void keepsEnvironmentsApart() throws Exception {
    Environment one = ready(spec(Commands.class, 256, 10, Map.of()));
    Environment two = ready(spec(Commands.class, 256, 10, Map.of()));
    assertThat(one.accessKey()).isNotEqualTo(two.accessKey());
    assertThat(answer(one, "\"1\"")).isEqualTo("\"1\"");
    assertThat(answer(two, "\"2\"")).isEqualTo("\"2\"");
  }

  private Environment ready(EnvironmentSpec spec) throws InterruptedException {
    Environment environment = factory.create(spec);
    assertThat(environment.initialize()).isInstanceOf(InitResult.Ready.class);
    return environment;
  }

  private EnvironmentSpec snap(Map<String, String> variables) {
    return spec(Fixtures.handler(Snap.class), true, 256, 10, variables);
  }

  private EnvironmentSpec spec(
      Class<?> function, int megabytes, int seconds, Map<String, String> variables) {
    return spec(Fixtures.handler(function), false, megabytes, seconds, variables);
  }

  private EnvironmentSpec spec(
      String handler,
      boolean snapStart,
      int megabytes,
      int seconds,
      Map<String, String> variables) {
    return new EnvironmentSpec(
        "fixture",
        "$LATEST",
        "java25",
        handler,
        taskRoot,
        megabytes,
        Duration.ofSeconds(seconds),
        variables,
        snapStart,
        "/aws/lambda/fixture",
        "arn:aws:iam::000000000000:role/fixture");
  }

  private static String answer(Environment environment, String payload) throws Exception {
    InvocationResult result = environment.invoke(work(payload));
    assertThat(result.outcome())
        .as(() -> new String(result.logTail(), StandardCharsets.UTF_8))
        .isInstanceOf(Outcome.Answered.class);
    return new String(((Outcome.Answered) result.outcome()).payload(), StandardCharsets.UTF_8);
  }

  private static String failure(Environment environment, String payload, String type)
      throws Exception {
    InvocationResult result = environment.invoke(work(payload));
    assertThat(result.outcome()).isInstanceOf(Outcome.Failed.class);
    FunctionError error = ((Outcome.Failed) result.outcome()).error();
    assertThat(error.type()).isEqualTo(type);
    return new String(error.payload(), StandardCharsets.UTF_8);
  }

  private static Work work(String payload) {
    return new Work(
        ID,
        "arn:aws:lambda:us-east-1:000000000000:function:fixture",
        payload.getBytes(StandardCharsets.UTF_8),
        null,
        null,
        new SilentObserver());
  }

  private static final class SilentObserver implements Work.Observer {
    @Override
    public void runsIn(Environment environment) {}

    @Override
    public int callBegan(String service, String operation) {
      return 1;
    }

    @Override
    public void callEnded(int number, int status) {}

    @Override
    public void stopped(boolean now) {}
  }
}
