package dev.sundial.spec;

import dev.sundial.json.Form;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How the training function runs.
 *
 * @param memoryMegabytes its memory, 512–10240
 * @param expectedWithin the SLA: a run is expected to take at most this long
 * @param hardLimit a run may take at most this long: the function's time-out, 90 seconds to 15
 *     minutes; the last 60 s report a failure
 * @param retries how often Lambda tries a failed asynchronous invocation again, 0–2
 * @param maximumEventAge how old an asynchronous event may become, 1 minute to 6 hours
 * @param oneAtATime whether one concurrency is reserved, so that no second run even starts; off
 *     where an account has too little to reserve
 */
public record TrainingSpec(
    int memoryMegabytes,
    Duration expectedWithin,
    Duration hardLimit,
    int retries,
    Duration maximumEventAge,
    boolean oneAtATime) {

  /** 1024 MB, expected within 5 and at most 15 minutes, 2 retries within 6 hours, one at a time. */
  public static TrainingSpec defaults() {
    return new TrainingSpec(
        1024, Duration.ofMinutes(5), Duration.ofMinutes(15), 2, Duration.ofHours(6), true);
  }

  static TrainingSpec read(Form form) {
    TrainingSpec absent = defaults();
    int memory = (int) form.whole("memory", absent.memoryMegabytes, 512, 10_240);
    Duration limit =
        form.seconds("hardLimit", absent.hardLimit, Duration.ofSeconds(90), Duration.ofMinutes(15));
    Duration expected =
        form.seconds(
            "expectedWithin", min(absent.expectedWithin, limit), Duration.ofSeconds(1), limit);
    String concurrency = form.scalar("concurrency").orElse("1");
    if (!concurrency.equals("1") && !concurrency.equals("off")) {
      form.problem("concurrency", "must be 1 or off, was \"" + concurrency + "\"");
    }
    TrainingSpec read =
        new TrainingSpec(
            memory,
            expected,
            limit,
            (int) form.whole("retries", absent.retries, 0, 2),
            form.seconds(
                "maximumEventAge",
                absent.maximumEventAge,
                Duration.ofMinutes(1),
                Duration.ofHours(6)),
            concurrency.equals("1"));
    form.close();
    return read;
  }

  Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("memory", memoryMegabytes);
    json.put("expectedWithin", expectedWithin);
    json.put("hardLimit", hardLimit);
    json.put("retries", retries);
    json.put("maximumEventAge", maximumEventAge);
    json.put("concurrency", oneAtATime ? "1" : "off");
    return json;
  }

  private static Duration min(Duration a, Duration b) {
    return a.compareTo(b) <= 0 ? a : b;
  }
}
