package dev.sundial.local.iam;

import dev.sundial.local.endpoint.Caller;
import java.util.Optional;

/** Decides on the parts of a request that are done or refused each by itself. */
@FunctionalInterface
public interface Permit {

  /**
   * Why somebody may not do something, which is noted as a refused request is; empty when it may be
   * done.
   */
  Optional<String> refusal(Caller caller, Access access);

  /** Lets everybody do everything. */
  static Permit open() {
    return (caller, access) -> Optional.empty();
  }
}
