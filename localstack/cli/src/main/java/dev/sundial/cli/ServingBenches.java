package dev.sundial.cli;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The processes of a serving bench, each measurement in some of its own.
 *
 * @param workspace whose build is measured
 * @param effort how long
 */
record ServingBenches(Workspace workspace, Effort effort) {
  private static final String MAIN = "dev.sundial.bench.ServingBench";

  /** As many as a machine of two processors feeds; they keep connections open, as ours does. */
  private static final List<String> GUNICORN =
      List.of(
          "-m", "gunicorn", "-w", "2", "-k", "gthread", "--threads", "4", "--log-level", "error");

  private static final long STOP_SECONDS = 10;

  /**
   * How long is measured.
   *
   * @param seconds of each measured stretch, at least 1
   * @param rounds of processes and of load, at least 1
   */
  record Effort(int seconds, int rounds) {
    private static final int INVOCATIONS_PER_SECOND = 8_000;

    /** Half of them warm up. */
    int invocations() {
      return 2 * seconds * INVOCATIONS_PER_SECOND;
    }

    /** Starts cost little, and their median wants more of them. */
    int starts() {
      return 2 * rounds + 1;
    }
  }

  /** One of them, by its name in {@code --only}. */
  String run(String section) throws IOException, InterruptedException {
    return switch (section) {
      case "handler" -> handler();
      case "scoring" -> bench(Map.of(), "scoring", "" + effort.seconds());
      case "function" -> function();
      case "api" -> api();
      default -> throw new IllegalArgumentException("no bench is called " + section);
    };
  }

  /** Beside a python3 where there is one. */
  private String function() throws IOException, InterruptedException {
    List<String> args =
        new ArrayList<>(
            List.of(
                "function",
                workspace.build().resolve("runtime").toString(),
                workspace.build().resolve("zips/prediction.zip").toString(),
                "" + effort.starts(),
                "" + effort.rounds(),
                "" + effort.invocations()));
    BenchProcess.python("sklearn")
        .ifPresentOrElse(
            python -> args.add(python.toString()),
            () ->
                System.err.println(
                    "no python3 with scikit-learn: nothing to compare the start with"));
    return bench(Map.of(), args.toArray(String[]::new));
  }

  /** The handler reads its variables as on Lambda: so its process has them. */
  private String handler() throws IOException, InterruptedException {
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("AWS_REGION", "us-east-1");
    variables.put("AWS_ENDPOINT_URL", "http://127.0.0.1:" + freePort());
    variables.put("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE");
    variables.put("AWS_SECRET_ACCESS_KEY", "secret");
    variables.put("SUNDIAL_STAGE", "local");
    variables.put("SUNDIAL_REGISTRY_TABLE", "registry");
    variables.put("SUNDIAL_ARTEFACT_BUCKET", "artefacts");
    variables.put("SUNDIAL_MODELS", "iris");
    return bench(variables, "handler", "" + effort.seconds());
  }

  /** A local cloud of its own ports and state, and gunicorn where python3 has it. */
  private String api() throws IOException, InterruptedException {
    Path state = workspace.home().resolve(".sundial/bench/serving-state");
    Workspace cloud =
        new Workspace(workspace.home(), workspace.build(), state, freePort(), freePort());
    Optional<Path> python = BenchProcess.python("sklearn, flask, gunicorn");
    if (python.isEmpty()) {
      System.err.println(
          "no python3 with scikit-learn, Flask and gunicorn: nothing to compare the API with");
    }
    // Ctrl-C ends this process, but not one that is detached.
    Thread hook = new Thread(() -> stop(cloud), "stop cloud");
    Runtime.getRuntime().addShutdownHook(hook);
    sundial(cloud, "up", "--fresh", "--detach");
    try {
      long pid = cloud.running().orElseThrow(() -> new VerbFailed("up did not stay up")).pid();
      List<String> args =
          new ArrayList<>(List.of("api", "" + effort.seconds(), "" + effort.rounds()));
      args.addAll(List.of("sundial", "" + cloud.apiPort(), "" + pid));
      if (python.isEmpty()) {
        return bench(Map.of(), args.toArray(String[]::new));
      }
      return besideFlask(python.get(), args);
    } finally {
      sundial(cloud, "down");
      Runtime.getRuntime().removeShutdownHook(hook);
    }
  }

  private String besideFlask(Path python, List<String> args)
      throws IOException, InterruptedException {
    Path folder = Files.createDirectories(workspace.home().resolve(".sundial/bench"));
    processes().script("serving.py", folder.resolve("serving.py"));
    int port = freePort();
    List<String> command = new ArrayList<>(List.of("setpriv", "--pdeathsig", "TERM", "--"));
    command.add(python.toString());
    command.addAll(GUNICORN);
    command.addAll(List.of("-b", "127.0.0.1:" + port, "--pythonpath", folder.toString()));
    command.add("serving:app");
    Process flask =
        new ProcessBuilder(command)
            .redirectInput(new File("/dev/null"))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("gunicorn.log").toFile())
            .start();
    try {
      args.addAll(List.of("Flask + gunicorn + scikit-learn", "" + port, "" + flask.pid()));
      return bench(Map.of(), args.toArray(String[]::new));
    } finally {
      flask.destroy();
      if (!flask.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        flask.destroyForcibly();
      }
    }
  }

  private static void stop(Workspace cloud) {
    cloud.running().flatMap(Workspace.Running::process).ifPresent(ProcessHandle::destroy);
  }

  private static void sundial(Workspace cloud, String... verb)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(cloud.home().resolve("sundial").toString()));
    command.addAll(List.of(verb));
    BenchProcess.Ended ended =
        BenchProcess.run(
            command,
            Map.of(
                "SUNDIAL_STATE", cloud.state().toString(),
                "SUNDIAL_PORT", "" + cloud.port(),
                "SUNDIAL_API_PORT", "" + cloud.apiPort()));
    if (ended.exit() != 0) {
      throw new VerbFailed("sundial " + String.join(" ", verb) + ": " + ended.out().strip());
    }
  }

  private String bench(Map<String, String> variables, String... args)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:-UsePerfData", "-Xmx1g"));
    command.addAll(
        List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
    command.addAll(List.of("-cp", processes().jars() + "/*", MAIN));
    command.addAll(List.of(args));
    return BenchProcess.run(command, variables).out();
  }

  private BenchProcess processes() {
    return new BenchProcess(workspace.build().resolve("bench"), 1024);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }
}
