package dev.sundial.simulation;

import dev.sundial.local.LocalCloud;
import dev.sundial.local.fault.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * What happens to a stage from outside: time, data, requests and faults.
 *
 * @param cloud whose clock and faults they are
 * @param s3 a client of it
 * @param dataBucket where data is put
 * @param http for requests
 */
public record World(LocalCloud cloud, S3Client s3, String dataBucket, HttpClient http) {

  /** How long a busy Slack asks to wait. */
  private static final Duration RETRY_AFTER = Duration.ofSeconds(30);

  Instant now() {
    return cloud.timeline().clock().instant();
  }

  /** Lets time pass; everything that is due on the way happens. */
  void advanceTo(Instant instant) throws InterruptedException {
    if (instant.isAfter(now())) {
      int unused = cloud.timeline().advanceTo(instant).size();
    }
  }

  /** Fires a schedule once, and waits for what comes of it. */
  void fire(String schedule) throws InterruptedException {
    Instant unused = cloud.fireSchedule(schedule);
    cloud.awaitQuiet();
  }

  void put(String key, String csv) {
    s3.putObject(r -> r.bucket(dataBucket).key(key), RequestBody.fromString(csv));
  }

  /** Removes an object if it is there. */
  void remove(String key) {
    s3.deleteObject(r -> r.bucket(dataBucket).key(key));
  }

  boolean has(String key) {
    return s3.listObjectsV2(r -> r.bucket(dataBucket).prefix(key)).contents().stream()
        .map(S3Object::key)
        .anyMatch(key::equals);
  }

  /** Asks the API for a prediction; returns its status. */
  int predict(String model, String body) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + cloud.apiPort() + "/models/" + model + "/predict"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** From now on S3 fails for a function. */
  void breakStorage(String function, long seed) {
    plant("s3", "*", Optional.of(function), Fault.Mode.ERROR, seed);
  }

  /** From now on Slack takes no messages. */
  void busySlack(long seed) {
    plant("slack", "PostMessage", Optional.empty(), Fault.Mode.THROTTLE, seed);
  }

  /** From now on nothing fails. */
  void mend() {
    cloud.faults().clear();
  }

  private void plant(
      String service, String operation, Optional<String> function, Fault.Mode mode, long seed) {
    int unused =
        cloud
            .faults()
            .plant(
                new Fault(
                    service,
                    operation,
                    function,
                    Optional.empty(),
                    mode,
                    RETRY_AFTER,
                    Optional.empty(),
                    1,
                    seed));
  }
}
