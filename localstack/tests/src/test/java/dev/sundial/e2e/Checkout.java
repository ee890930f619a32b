package dev.sundial.e2e;

import dev.sundial.infra.Templates;
import dev.sundial.local.LocalCloud;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What the build left in this checkout, and the folder the tests write in. */
final class Checkout {
  private static final Path HOME = Path.of("../..").toAbsolutePath().normalize();
  private static final Path BUILT = HOME.resolve("localstack");

  /** Everything of this run of the tests; emptied at its start, kept for who looks into it. */
  static final Path FOLDER = Path.of("target/local-cloud").toAbsolutePath();

  /** The same of the cloud that is watched. */
  static final Path WATCHED = Path.of("target/watched-cloud").toAbsolutePath();

  /** The same of the cloud whose API wants to know who calls. */
  static final Path GUARDED = Path.of("target/guarded-cloud").toAbsolutePath();

  private Checkout() {}

  static void clean(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
    Files.createDirectories(folder);
  }

  static LocalCloud.Settings settings(Path state) throws IOException {
    List<Integer> ports = freePorts();
    return new LocalCloud.Settings(
        BUILT.resolve("dynamodb/target/lib"),
        BUILT.resolve("s3/target/lib"),
        BUILT.resolve("runtime/target/lib"),
        BUILT.resolve("clock/target/clock-agent.jar"),
        state,
        ports.get(0),
        ports.get(1),
        2);
  }

  /**
   * A {@code cdk.out} of the shipped models and those of the tests. Its probe looks once an hour:
   * these tests let weeks pass, and are not about it.
   */
  static Path templates() throws IOException {
    Path models = Files.createDirectories(FOLDER.resolve("models"));
    copy(HOME.resolve("infra-cdk/models"), models);
    copy(Path.of("src/test/resources/models").toAbsolutePath(), models);
    Path out = FOLDER.resolve("cdk.out");
    Templates.write(HOME, models, out, "probe.every=PT1H");
    return out;
  }

  /** A {@code cdk.out} of the shipped iris and a few models that are watched. */
  static Path watchedTemplates() throws IOException {
    Path models = Files.createDirectories(WATCHED.resolve("models"));
    Path iris = HOME.resolve("infra-cdk/models/iris.yaml");
    Files.copy(iris, models.resolve("iris.yaml"), StandardCopyOption.REPLACE_EXISTING);
    copy(Path.of("src/test/resources/watched").toAbsolutePath(), models);
    Path out = WATCHED.resolve("cdk.out");
    Templates.write(HOME, models, out, "probe.every=PT5M", "alerts.latency=PT1S");
    return out;
  }

  /** A {@code cdk.out} of the shipped iris in a stage with these settings. */
  static Path guardedTemplates(List<String> settings) throws IOException {
    Path models = Files.createDirectories(GUARDED.resolve("models"));
    Path iris = HOME.resolve("infra-cdk/models/iris.yaml");
    Files.copy(iris, models.resolve("iris.yaml"), StandardCopyOption.REPLACE_EXISTING);
    Path out = GUARDED.resolve("cdk.out-" + settings.getFirst().replace("auth=", ""));
    Templates.write(HOME, models, out, settings.toArray(String[]::new));
    return out;
  }

  /** The data that ships with the examples. */
  static String iris() throws IOException {
    return Files.readString(BUILT.resolve("data/iris/iris.csv"));
  }

  static String solar() throws IOException {
    return Files.readString(BUILT.resolve("data/solar/solar.csv"));
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  private static List<Integer> freePorts() throws IOException {
    try (ServerSocket one = new ServerSocket(0);
        ServerSocket two = new ServerSocket(0)) {
      return List.of(one.getLocalPort(), two.getLocalPort());
    }
  }
}
