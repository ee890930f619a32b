package dev.sundial.registry;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;

/** What happens to calls to AWS; one for all clients of an attempt, so that calls are numbered. */
final class Fault {

  /** What happens to a call. */
  enum Mode {
    /** The process dies before it is made. */
    KILL_BEFORE,
    /** The process dies after it was made. */
    KILL_AFTER,
    /** It never reaches the service. */
    REFUSE,
    /** It is made, and its reply never comes. */
    DROP_REPLY,
    /** It is made, its reply is lost, and the SDK makes it again, as it does by itself. */
    REPEAT
  }

  /** Which fault a call meets, by its number from 1; null for none. */
  @FunctionalInterface
  interface Plan {
    @Nullable Mode at(int call);
  }

  /** The process is gone: no code of ours may catch it. */
  static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  private final Plan plan;
  private int calls;

  Fault(Plan plan) {
    this.plan = plan;
  }

  static Fault none() {
    return new Fault(call -> null);
  }

  static Fault at(int number, Mode mode) {
    return new Fault(call -> call == number ? mode : null);
  }

  synchronized int calls() {
    return calls;
  }

  <T> T call(Supplier<T> call) {
    Mode mode = plan.at(number());
    if (mode == null) {
      return call.get();
    }
    if (mode == Mode.KILL_BEFORE) {
      throw new Killed();
    }
    if (mode == Mode.REFUSE) {
      throw SdkClientException.create("connection refused");
    }
    T unused = call.get();
    if (mode == Mode.KILL_AFTER) {
      throw new Killed();
    }
    if (mode == Mode.REPEAT) {
      return call.get();
    }
    throw SdkClientException.create("connection reset");
  }

  private synchronized int number() {
    return ++calls;
  }
}
