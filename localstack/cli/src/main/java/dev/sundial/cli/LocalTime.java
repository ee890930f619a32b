package dev.sundial.cli;

import dev.sundial.json.Form;
import dev.sundial.json.JsonReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** The time of the local cloud, which may be ahead of this machine's. */
final class LocalTime {
  private LocalTime() {}

  /** The local cloud's clock as it is now; later moves are not seen. */
  static Clock of(int port) {
    HttpRequest ask =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/_sundial/clock")).build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> answer = client.send(ask, HttpResponse.BodyHandlers.ofString());
      Form.Problems problems = new Form.Problems();
      Form form = Form.of(JsonReader.read("clock", answer.body()), problems);
      Instant now = form.instant("now").orElseThrow();
      problems.throwIfAny();
      Clock here = Clock.systemUTC();
      return Clock.offset(here, Duration.between(here.instant(), now));
    } catch (IOException e) {
      throw new VerbFailed("the local cloud does not tell its time: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new VerbFailed("interrupted");
    }
  }
}
