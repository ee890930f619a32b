package dev.sundial.local.testing;

import dev.sundial.local.delivery.Functions;
import dev.sundial.local.endpoint.AwsError;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** Functions that only note what they are asked for. */
public final class RecordingFunctions implements Functions {
  private final Clock clock;
  private final List<String> calls = new CopyOnWriteArrayList<>();
  private final ConcurrentLinkedQueue<AwsError> refusals = new ConcurrentLinkedQueue<>();
  private volatile Optional<AwsError> refusal = Optional.empty();

  public RecordingFunctions(Clock clock) {
    this.clock = clock;
  }

  /** Lines of time, function's name and payload. */
  public List<String> calls() {
    return calls;
  }

  /** From now on refuses everything. */
  public void refuse(AwsError error) {
    refusal = Optional.of(error);
  }

  /** Refuses the next call only. */
  public void refuseOnce(AwsError error) {
    refusals.add(error);
  }

  @Override
  public void invokeAsync(String function, byte[] payload, String source) {
    calls.add(
        clock.instant()
            + " "
            + function.substring(function.lastIndexOf(':') + 1)
            + " "
            + new String(payload, StandardCharsets.UTF_8));
    AwsError once = refusals.poll();
    if (once != null) {
      throw once;
    }
    if (refusal.isPresent()) {
      throw refusal.get();
    }
  }
}
