package dev.sundial.lifecycle;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The identity of one training run of a model, the same for every delivery of its event: the
 * scheduled time ({@code 20261120T031500Z}, whole seconds, UTC), else {@code adhoc-} and the
 * request's own id.
 */
public record RunId(String value) {
  private static final Pattern AD_HOC = Pattern.compile("adhoc-[A-Za-z0-9-]{1,64}");

  public RunId {
    if (!AD_HOC.matcher(value).matches()) {
      BasicTime.parse(value);
    }
  }

  /** The run that was due at a time; fractions of a second are dropped. */
  public static RunId scheduled(Instant due) {
    return new RunId(BasicTime.format(due));
  }

  /**
   * A run nobody scheduled.
   *
   * @param requestId 1–64 letters, digits and hyphens
   */
  public static RunId adHoc(String requestId) {
    if (!AD_HOC.matcher("adhoc-" + requestId).matches()) {
      throw new IllegalArgumentException(
          "a request id must be 1 to 64 letters, digits and hyphens, was \"" + requestId + "\"");
    }
    return new RunId("adhoc-" + requestId);
  }

  /**
   * The run a request asks for.
   *
   * @param invocationId the invocation's own id, for a request that names neither time nor id
   */
  public static RunId of(TrainingRequested request, String invocationId) {
    return request
        .scheduledTime()
        .map(RunId::scheduled)
        .orElseGet(() -> adHoc(request.requestId().orElse(invocationId)));
  }

  /** When the run was due; empty for an ad-hoc run. */
  public Optional<Instant> scheduledTime() {
    return value.startsWith("adhoc-") ? Optional.empty() : Optional.of(BasicTime.parse(value));
  }

  @Override
  public String toString() {
    return value;
  }
}
