package dev.sundial.local.fault;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A fault to do to calls that match.
 *
 * @param service signing name such as {@code dynamodb}; {@code *} matches any
 * @param operation such as {@code PutItem}; {@code *} matches any
 * @param function only calls of this function; absent matches every caller, or every function when
 *     the mode kills
 * @param call only the call with this number in its invocation, from 1
 * @param mode what is done
 * @param delay how long the mode {@code delay} waits, in real time, unless the faults are cleared
 *     before, default PT1S; in the mode {@code throttle} what Slack's {@code Retry-After} says,
 *     default PT30S
 * @param count how many matching calls it is done to; absent means until it is cleared
 * @param rate fraction of the matching calls it is done to, in (0, 1]; default 1
 * @param seed of the choice by rate, and of the bit that {@code corrupt} flips
 */
public record Fault(
    String service,
    String operation,
    Optional<String> function,
    Optional<Integer> call,
    Mode mode,
    Duration delay,
    Optional<Integer> count,
    double rate,
    long seed) {

  /** What is done to a call. */
  public enum Mode {
    /** Not served; answered as the service throttles. */
    THROTTLE,
    /** Not served; answered with an internal error of the service. */
    ERROR,
    /** Served after a wait. */
    DELAY,
    /** Served; the connection is closed without an answer. */
    DROP_REPLY,
    /** The calling function's process is killed; not served. */
    KILL_BEFORE,
    /** Served; the calling function's process is killed before the answer leaves. */
    KILL_AFTER,
    /** Served; one bit of the answer's body is flipped. */
    CORRUPT;

    /** As written in JSON, such as {@code drop-reply}. */
    public String id() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Mode parse(String id) {
      for (Mode mode : values()) {
        if (mode.id().equals(id)) {
          return mode;
        }
      }
      throw new IllegalArgumentException(
          "mode must be one of "
              + Arrays.stream(values()).map(Mode::id).collect(Collectors.joining(", ")));
    }
  }

  public Fault {
    if (!(rate > 0 && rate <= 1)) {
      throw new IllegalArgumentException("rate must be above 0 and at most 1, was " + rate);
    }
    if (count.isPresent() && count.get() < 1) {
      throw new IllegalArgumentException("count must be at least 1, was " + count.get());
    }
    if (call.isPresent() && call.get() < 1) {
      throw new IllegalArgumentException("call must be at least 1, was " + call.get());
    }
  }

  private boolean kills() {
    return mode == Mode.KILL_BEFORE || mode == Mode.KILL_AFTER;
  }

  boolean matches(String ofService, String ofOperation, Optional<String> ofFunction, int number) {
    return (service.equals("*") || service.equals(ofService))
        && (operation.equals("*") || operation.equals(ofOperation))
        && (function.isEmpty() || function.equals(ofFunction))
        && (!kills() || ofFunction.isPresent())
        && (call.isEmpty() || call.get() == number);
  }
}
