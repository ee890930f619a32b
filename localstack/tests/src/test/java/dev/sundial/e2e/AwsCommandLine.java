package dev.sundial.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** An unmodified {@code aws}, asked about a cloud. */
record AwsCommandLine(Path cli, Cloud cloud) {

  record Said(int exit, String out) {
    JsonNode json() {
      assertThat(exit).as(out).isZero();
      return Cloud.parse(out);
    }
  }

  /** Those on the path. */
  static List<Path> clis() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
        .map(entry -> Path.of(entry, "aws"))
        .filter(Files::isExecutable)
        .map(AwsCommandLine::real)
        .distinct()
        .toList();
  }

  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      return path;
    }
  }

  /** The endpoint as an option, which both generations know for every service. */
  Said run(String... arguments) {
    List<String> command = new ArrayList<>(List.of(cli.toString(), "--endpoint-url"));
    command.add(cloud.clients().endpoint().toString());
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder
        .environment()
        .putAll(
            Map.of(
                "AWS_ACCESS_KEY_ID", "test",
                "AWS_SECRET_ACCESS_KEY", "test",
                "AWS_DEFAULT_REGION", "us-east-1",
                "AWS_PAGER", ""));
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
      return new Said(process.exitValue(), out.strip());
    } catch (IOException e) {
      throw new IllegalStateException(cli + " cannot be run", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
