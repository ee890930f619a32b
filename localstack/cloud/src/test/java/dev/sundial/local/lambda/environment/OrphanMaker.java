package dev.sundial.local.lambda.environment;

import dev.sundial.local.lambda.fixture.Commands;
import dev.sundial.local.lambda.fixture.Fixtures;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Starts an environment, prints its pid and waits to be killed: {@code OrphanMaker FOLDER}. */
final class OrphanMaker {

  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    Host host =
        new Host(
            Path.of(System.getProperty("java.home"), "bin/java"),
            Path.of("../runtime/target/lib").toAbsolutePath().normalize(),
            Optional.empty(),
            URI.create("http://127.0.0.1:4566"),
            "us-east-1",
            folder.resolve("lambda"));
    EnvironmentFactory factory =
        new EnvironmentFactory(
            host, (group, stream, lines) -> {}, Clock.systemUTC(), Clock.systemUTC());
    Environment environment =
        factory.create(
            new EnvironmentSpec(
                "orphan",
                "$LATEST",
                "java25",
                Fixtures.handler(Commands.class),
                Fixtures.taskRoot(folder.resolve("task")),
                256,
                Duration.ofSeconds(10),
                Map.of(),
                false,
                "group",
                "role"));
    environment.initialize();
    System.out.println(environment.pid());
    Thread.sleep(Duration.ofMinutes(5));
  }
}
