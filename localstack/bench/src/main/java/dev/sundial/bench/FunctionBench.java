package dev.sundial.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whole processes under Lambda's runtime client, without a snapshot: the prediction function, and
 * handlers that do less. They take turns, round after round, so that what else the machine does
 * meets all of them.
 */
final class FunctionBench {
  private static final String MAIN = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";
  private static final String NATIVE_CLIENT =
      "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";
  private static final int MEMORY_MEGABYTES = 1024;
  private static final double HEAP_SHARE = 0.85;
  private static final long MOST_SECONDS = 120;
  private static final double NANOS = 1e9;

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
   * @param first seconds from its start to its first answer
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
   * @param starts processes of each that answer once
   * @param rounds processes of each that answer many times
   * @param invocations how many times; half of them are not timed
   */
  List<Figure> run(int starts, int rounds, int invocations)
      throws IOException, InterruptedException {
    Map<Turn, List<Shown>> started = new EnumMap<>(Turn.class);
    Map<Turn, List<Shown>> warm = new EnumMap<>(Turn.class);
    try (RegistryStub registry = new RegistryStub(0)) {
      for (int round = 0; round < starts + rounds; round++) {
        boolean once = round < starts;
        for (Turn turn : Turn.values()) {
          (once ? started : warm)
              .computeIfAbsent(turn, key -> new ArrayList<>())
              .add(show(turn, registry.endpoint(), once ? 1 : invocations));
        }
      }
    }
    return figures(started, warm);
  }

  static List<Figure> figures(Map<Turn, List<Shown>> started, Map<Turn, List<Shown>> warm) {
    List<Figure> figures = new ArrayList<>();
    started.forEach(
        (turn, all) ->
            figures.add(
                new Figure(
                    "process start to first answer",
                    turn.title,
                    median(all.stream().map(shown -> shown.first() * 1000).toList()),
                    "ms")));
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

  private static double median(List<Double> values) {
    return new Samples(values.stream().mapToDouble(value -> value).toArray()).median();
  }

  private Shown show(Turn turn, String endpoint, int invocations)
      throws IOException, InterruptedException {
    File log = folder.resolve("out.log").toFile();
    try (RuntimeStub stub = new RuntimeStub(event, invocations)) {
      ProcessBuilder builder =
          new ProcessBuilder(command(turn))
              .directory((turn == Turn.NOTHING ? nothing : ours).toFile())
              .redirectErrorStream(true)
              .redirectOutput(log);
      builder.environment().clear();
      builder.environment().putAll(variables(turn, endpoint, stub.address()));
      long start = System.nanoTime();
      Process process = builder.start();
      try {
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

  private List<String> command(Turn turn) throws IOException {
    List<String> command = new ArrayList<>(List.of("setpriv", "--pdeathsig", "KILL", "--"));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:MaxHeapSize=" + Math.round(MEMORY_MEGABYTES * 1024 * HEAP_SHARE) + "k");
    command.addAll(List.of("-XX:+UseSerialGC", "-Xshare:auto", "-XX:TieredStopAtLevel=1"));
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

  private Map<String, String> variables(Turn turn, String endpoint, String api) {
    Map<String, String> all = ServedIris.environment(endpoint);
    all.put("_HANDLER", turn.handler);
    all.put("AWS_EXECUTION_ENV", "AWS_Lambda_java25");
    all.put("AWS_LAMBDA_FUNCTION_NAME", "prediction");
    all.put("AWS_LAMBDA_FUNCTION_VERSION", "1");
    all.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", String.valueOf(MEMORY_MEGABYTES));
    all.put("AWS_LAMBDA_LOG_GROUP_NAME", "group");
    all.put("AWS_LAMBDA_LOG_STREAM_NAME", "stream");
    all.put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
    all.put("AWS_LAMBDA_RUNTIME_API", api);
    all.put("LAMBDA_TASK_ROOT", (turn == Turn.NOTHING ? nothing : ours).toString());
    all.put("LC_ALL", "C.UTF-8");
    all.put("TZ", ":UTC");
    all.put("PATH", "/usr/local/bin:/usr/bin:/bin");
    return all;
  }
}
