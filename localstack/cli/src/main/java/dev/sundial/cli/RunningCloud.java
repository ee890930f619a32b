package dev.sundial.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sundial.json.JsonWriter;
import dev.sundial.local.stack.Preview;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The local cloud that runs in another process, asked over its pages.
 *
 * @param workspace with the ports it runs on
 */
record RunningCloud(Workspace workspace) {
  private static final JsonMapper JSON = new JsonMapper();

  /** What a deployment would do. */
  Preview preview(Path assembly) throws IOException, InterruptedException {
    HttpResponse<String> answer;
    try (HttpClient http = HttpClient.newHttpClient()) {
      answer = http.send(request("diff", assembly), HttpResponse.BodyHandlers.ofString());
    } catch (ConnectException e) {
      throw silent();
    }
    if (answer.statusCode() != 200) {
      throw new VerbFailed(message(answer.body()));
    }
    return Preview.parse(answer.body());
  }

  /**
   * Deploys, and returns when it is done.
   *
   * @param say hears of progress
   */
  void deploy(Path assembly, Consumer<String> say) throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<Stream<String>> answer =
          http.send(request("deploy", assembly), HttpResponse.BodyHandlers.ofLines());
      try (Stream<String> lines = answer.body()) {
        if (answer.statusCode() != 200) {
          throw new VerbFailed(message(lines.findFirst().orElse("")));
        }
        boolean done = false;
        for (String line : (Iterable<String>) lines::iterator) {
          JsonNode told = JSON.readTree(line);
          if (told.has("failed")) {
            throw new VerbFailed(told.get("failed").asText());
          }
          if (told.has("say")) {
            say.accept(told.get("say").asText());
          }
          done = told.has("done");
        }
        if (!done) {
          throw new VerbFailed("the local cloud ended in the middle of the deployment");
        }
      }
    } catch (ConnectException e) {
      throw silent();
    }
  }

  private VerbFailed silent() {
    return new VerbFailed("the local cloud does not answer on port " + workspace.port());
  }

  private HttpRequest request(String what, Path assembly) {
    String body =
        JsonWriter.write(
            Map.of(
                "assembly",
                assembly.toAbsolutePath().toString(),
                "build",
                workspace.build().getFileName().toString()));
    return HttpRequest.newBuilder(
            URI.create("http://127.0.0.1:" + workspace.port() + "/_sundial/" + what))
        .POST(HttpRequest.BodyPublishers.ofString(body))
        .build();
  }

  /** One of another build may know nothing of this, and answers with a page. */
  private static String message(String body) {
    try {
      return JSON.readTree(body).path("message").asText(body);
    } catch (JsonProcessingException e) {
      return "the local cloud that is up was built from other sources: ./sundial down stops it";
    }
  }
}
