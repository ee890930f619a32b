package dev.sundial.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whole processes under Lambda's runtime client: the prediction function, and handlers that do
 * less. Started, restored as SnapStart does, and warm. They take turns, round after round, so that
 * what else the machine does meets all of them.
 */
final class FunctionBench {
  private static final String MAIN = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";
  private static final String NATIVE_CLIENT =
      "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";
  private static final int MEMORY_MEGABYTES = 1024;
  private static final double HEAP_SHARE = 0.85;
  private static final long MOST_SECONDS = 120;
  private static final double NANOS = 1e9;

  /** Longer than anything of before the snapshot still runs. */
  private static final long SETTLES_MILLIS = 300;

  /**
   * What is shown of a process. As on AWS, java25 stops at C1 except under SnapStart, as which the
   * prediction function is deployed: so the start without a snapshot does, and nothing else.
   */
  enum Life {
    /** From its start to its first answer. */
    STARTED,
    /** From its restore to its first answer. */
    RESTORED,
    /** Answers many times. */
    WARM
  }

  /** Who takes a turn. */
  enum Turn {
    SUNDIAL(Figure.OURS, "dev.sundial.prediction.PredictionHandler"),
    NOTHING("a handler that does nothing", DoingNothing.class.getName()),
    LEAN_CALLS("the same two calls by our clients", SameLeanCalls.class.getName()),
    SDK_CALLS("the same two calls by the SDK", SameCalls.class.getName());

    private final String title;
    private final String handler;

    Turn(String title, String handler) {
      this.title = title;
      this.handler = handler;
    }
  }

  /**
   * What one process showed.
   *
   * @param first seconds from its start, or its restore, to its first answer
   * @param perSecond invocations, one at a time, once warm; 0 when it was only started
   * @param megabytes it held at its end
   */
  record Shown(double first, double perSecond, double megabytes) {}

  private final Path runtime;
  private final Path folder;
  private final Path ours;
  private final Path nothing;
  private final Path nativeClient;
  private final byte[] event;

  /**
   * @param runtime folder of the runtime client's jars
   * @param zip the prediction function
   * @param folder for what is unpacked; emptied by whoever made it
   */
  FunctionBench(Path runtime, Path zip, Path folder) throws IOException {
    this.runtime = runtime;
    this.folder = folder;
    this.ours = TaskRoot.unpack(zip, Files.createDirectories(folder.resolve("ours")));
    TaskRoot.add(SameCalls.class, ours);
    TaskRoot.add(SameLeanCalls.class, ours);
    this.nothing = TaskRoot.add(DoingNothing.class, folder.resolve("nothing"));
    this.nativeClient = TaskRoot.nativeClient(runtime, folder);
    this.event = ServedIris.event();
  }

  /**
   * @param starts processes of each that answer once, and as many that are restored
   * @param rounds processes of each that answer many times
   * @param invocations how many times; half of them are not timed
   */
  List<Figure> run(int starts, int rounds, int invocations, Optional<Path> python)
      throws IOException, InterruptedException {
    Map<Turn, List<Shown>> started = new EnumMap<>(Turn.class);
    Map<Turn, List<Shown>> restored = new EnumMap<>(Turn.class);
    Map<Turn, List<Shown>> warm = new EnumMap<>(Turn.class);
    List<Double> pythons = new ArrayList<>();
    AnsweringPython theirs = python.isPresent() ? new AnsweringPython(python.get(), folder) : null;
    try (RegistryStub registry = new RegistryStub(0)) {
      String endpoint = registry.endpoint();
      for (int round = 0; round < starts; round++) {
        for (Turn turn : Turn.values()) {
          of(started, turn).add(show(turn, endpoint, Life.STARTED, 1));
          of(restored, turn).add(show(turn, endpoint, Life.RESTORED, 1));
        }
        if (theirs != null) {
          pythons.add(theirs.answer());
        }
      }
      for (int round = 0; round < rounds; round++) {
        for (Turn turn : Turn.values()) {
          of(warm, turn).add(show(turn, endpoint, Life.WARM, invocations));
        }
      }
    }
    return figures(started, pythons, restored, warm);
  }

  private static List<Shown> of(Map<Turn, List<Shown>> all, Turn turn) {
    return all.computeIfAbsent(turn, key -> new ArrayList<>());
  }

  /**
   * @param pythons seconds from each start to its answer
   */
  static List<Figure> figures(
      Map<Turn, List<Shown>> started,
      List<Double> pythons,
      Map<Turn, List<Shown>> restored,
      Map<Turn, List<Shown>> warm) {
    List<Figure> figures = firsts("process start to first answer", started);
    if (!pythons.isEmpty()) {
      figures.add(
          new Figure(
              "process start to first answer",
              AnsweringPython.TITLE,
              median(pythons) * 1000,
              "ms"));
    }
    figures.addAll(firsts("restore to first answer", restored));
    warm.forEach(
        (turn, all) ->
            figures.add(
                new Figure(
                    "warm invocations, one at a time",
                    turn.title,
                    median(all.stream().map(Shown::perSecond).toList()),
                    "/s")));
    warm.forEach(
        (turn, all) ->
            figures.add(
                new Figure(
                    "memory of the warm process",
                    turn.title,
                    median(all.stream().map(Shown::megabytes).toList()),
                    "MB")));
    return figures;
  }

  private static List<Figure> firsts(String what, Map<Turn, List<Shown>> shown) {
    List<Figure> figures = new ArrayList<>();
    shown.forEach(
        (turn, all) ->
            figures.add(
                new Figure(
                    what,
                    turn.title,
                    median(all.stream().map(one -> one.first() * 1000).toList()),
                    "ms")));
    return figures;
  }

  private static double median(List<Double> values) {
    return new Samples(values.stream().mapToDouble(value -> value).toArray()).median();
  }

  private Shown show(Turn turn, String endpoint, Life life, int invocations)
      throws IOException, InterruptedException {
    File log = folder.resolve("out.log").toFile();
    try (RuntimeStub stub = new RuntimeStub(event, invocations)) {
      ProcessBuilder builder =
          new ProcessBuilder(command(turn, life))
              .directory((turn == Turn.NOTHING ? nothing : ours).toFile())
              .redirectErrorStream(true)
              .redirectOutput(log);
      builder.environment().clear();
      builder.environment().putAll(variables(turn, life, endpoint, stub.address()));
      long start = System.nanoTime();
      Process process = builder.start();
      try {
        if (life == Life.RESTORED) {
          stub.awaitSnapshot(MOST_SECONDS);
          Thread.sleep(SETTLES_MILLIS);
          start = System.nanoTime();
          stub.restore();
        }
        long[] answered = stub.await(MOST_SECONDS);
        return shown(start, answered, Memory.megabytes(process.toHandle()));
      } catch (IOException e) {
        throw new IOException(
            turn.title + ": " + e.getMessage() + "; " + Files.readString(log.toPath()), e);
      } finally {
        process.destroyForcibly();
        process.waitFor();
      }
    }
  }

  /**
   * @param start nanoseconds
   * @param answered nanoseconds of every answer; the first half warms up
   */
  static Shown shown(long start, long[] answered, double megabytes) {
    int from = answered.length / 2;
    int timed = answered.length - 1 - from;
    double seconds = (answered[answered.length - 1] - answered[from]) / NANOS;
    return new Shown((answered[0] - start) / NANOS, timed == 0 ? 0 : timed / seconds, megabytes);
  }

  private List<String> command(Turn turn, Life life) throws IOException {
    List<String> command = new ArrayList<>(List.of("setpriv", "--pdeathsig", "KILL", "--"));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:MaxHeapSize=" + Math.round(MEMORY_MEGABYTES * 1024 * HEAP_SHARE) + "k");
    command.addAll(List.of("-XX:+UseSerialGC", "-Xshare:auto"));
    if (life == Life.STARTED) {
      command.add("-XX:TieredStopAtLevel=1");
    }
    command.addAll(List.of("-XX:-UsePerfData", "-Djava.net.preferIPv4Stack=true"));
    command.add("-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac");
    command.add("-D" + NATIVE_CLIENT + "=" + nativeClient);
    command.add("--enable-native-access=ALL-UNNAMED");
    try (Stream<Path> jars = Files.list(runtime)) {
      String path =
          jars.filter(jar -> jar.toString().endsWith(".jar"))
              .sorted()
              .map(Path::toString)
              .collect(Collectors.joining(File.pathSeparator));
      command.addAll(List.of("-cp", path, MAIN, turn.handler));
    }
    return command;
  }

  private Map<String, String> variables(Turn turn, Life life, String endpoint, String api) {
    Map<String, String> all = ServedIris.environment(endpoint);
    all.put("_HANDLER", turn.handler);
    all.put("AWS_EXECUTION_ENV", "AWS_Lambda_java25");
    all.put("AWS_LAMBDA_FUNCTION_NAME", "prediction");
    all.put("AWS_LAMBDA_FUNCTION_VERSION", "1");
    all.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", String.valueOf(MEMORY_MEGABYTES));
    all.put("AWS_LAMBDA_LOG_GROUP_NAME", "group");
    all.put("AWS_LAMBDA_LOG_STREAM_NAME", "stream");
    all.put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
    all.put("JAVA_TOOL_OPTIONS", "-XX:+DisableExplicitGC"); // as the prediction function has it
    if (life == Life.RESTORED) {
      all.put("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start");
    }
    if (life == Life.RESTORED && turn == Turn.SUNDIAL) {
      all.remove("AWS_ACCESS_KEY_ID");
      all.remove("AWS_SECRET_ACCESS_KEY");
      all.put("AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://" + api + RuntimeStub.CREDENTIALS);
      all.put("AWS_CONTAINER_AUTHORIZATION_TOKEN", "token");
    }
    all.put("AWS_LAMBDA_RUNTIME_API", api);
    all.put("LAMBDA_TASK_ROOT", (turn == Turn.NOTHING ? nothing : ours).toString());
    all.put("LC_ALL", "C.UTF-8");
    all.put("TZ", ":UTC");
    all.put("PATH", "/usr/local/bin:/usr/bin:/bin");
    return all;
  }
}
