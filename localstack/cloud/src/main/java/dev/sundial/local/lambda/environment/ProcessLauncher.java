package dev.sundial.local.lambda.environment;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/**
 * Starts the JVM of an environment with the flags, and only the variables, that AWS gives it.
 *
 * <p>The process must not outlive the local cloud, not even when that is killed: {@code setpriv}
 * asks the kernel for a kill when the parent <em>thread</em> ends, so all processes are started by
 * one thread that never does.
 */
final class ProcessLauncher implements AutoCloseable {
  private static final String MAIN = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";
  private static final String NATIVE_CLIENT =
      "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";
  private static final double HEAP_SHARE = 0.85;
  private static final String JVM_OPTIONS = "JAVA_TOOL_OPTIONS";
  private static final String STOP_AT = "TieredStopAtLevel";

  private final Host host;
  private final String classPath;
  private final Path nativeClient;
  private final ExecutorService starter =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("environment-starter").factory());

  ProcessLauncher(Host host) {
    this.host = host;
    List<Path> jars = jars(host.runtimeLibraries());
    this.classPath =
        jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    this.nativeClient = unpackNativeClient(jars, host.folder());
    requireSetpriv();
  }

  Process start(EnvironmentSpec spec, Map<String, String> variables, Path output, Path tmp) {
    ProcessBuilder builder = new ProcessBuilder(command(spec, variables, tmp));
    builder.directory(spec.taskRoot().toFile());
    builder.environment().clear();
    builder.environment().putAll(variables);
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
    builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
    try {
      return starter.submit(builder::start).get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while starting " + spec.functionName(), e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(spec.functionName() + " did not start", e.getCause());
    }
  }

  List<String> command(EnvironmentSpec spec, Map<String, String> variables, Path tmp) {
    List<String> command =
        new ArrayList<>(List.of("setpriv", "--pdeathsig", "KILL", "--", host.java().toString()));
    host.clock()
        .ifPresent(clock -> command.add("-javaagent:" + clock.jar() + "=" + clock.offset()));
    command.add("-XX:MaxHeapSize=" + Math.round(spec.memoryMegabytes() * 1024 * HEAP_SHARE) + "k");
    command.add("-XX:+UseSerialGC");
    command.add("-Xshare:auto");
    // Unless the function's own options say how far: a command line would win over them.
    if (!spec.snapStart() && !variables.getOrDefault(JVM_OPTIONS, "").contains(STOP_AT)) {
      command.add("-XX:" + STOP_AT + "=1");
    }
    command.add("-XX:-UsePerfData");
    command.add("-Djava.net.preferIPv4Stack=true");
    command.add("-Djava.io.tmpdir=" + tmp);
    command.add("-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac");
    command.add("-D" + NATIVE_CLIENT + "=" + nativeClient);
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(List.of("-cp", classPath, MAIN, spec.handler()));
    return command;
  }

  private static List<Path> jars(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("no runtime interface client in " + folder, e);
    }
  }

  /**
   * Left alone, every process would unpack it to the same file in {@code /tmp} while others load
   * it.
   */
  private static Path unpackNativeClient(List<Path> jars, Path folder) {
    String name = nativeClientName();
    for (Path jar : jars) {
      try (ZipFile zip = new ZipFile(jar.toFile())) {
        var entry = zip.getEntry("jni/" + name);
        if (entry != null) {
          Path target = Files.createDirectories(folder).resolve(name).toAbsolutePath();
          try (InputStream in = zip.getInputStream(entry)) {
            Files.copy(in, target, StandardCopyOption.REPLACE_EXISTING);
          }
          return target;
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    throw new IllegalStateException("the runtime interface client has no " + name);
  }

  private static String nativeClientName() {
    String arch = System.getProperty("os.arch", "").equals("aarch64") ? "aarch_64" : "x86_64";
    File[] musl = new File("/lib").listFiles((dir, name) -> name.startsWith("ld-musl-"));
    return "libaws-lambda-jni.linux"
        + (musl == null || musl.length == 0 ? "-" : "_musl-")
        + arch
        + ".so";
  }

  private static void requireSetpriv() {
    String path = System.getenv().getOrDefault("PATH", "/usr/bin:/bin");
    boolean found =
        Stream.of(path.split(File.pathSeparator))
            .anyMatch(folder -> new File(folder, "setpriv").canExecute());
    if (!found) {
      throw new IllegalStateException("setpriv (package util-linux) is not on the path");
    }
  }

  /** Ends the starting thread, and with it every process it started. */
  @Override
  public void close() {
    starter.shutdownNow();
  }
}
