package dev.sundial.local.endpoint;

import org.jspecify.annotations.Nullable;

/** Looks up the environment that was given an access key. */
@FunctionalInterface
public interface Callers {

  /** The environment that holds this key, or null when none does. */
  @Nullable FunctionCaller environment(String accessKey);

  /** Who holds this key; whom nobody gave one, is the administrator. */
  default Caller caller(String accessKey) {
    FunctionCaller environment = environment(accessKey);
    return environment == null
        ? new Caller.Administrator(accessKey)
        : new Caller.Function(accessKey, environment);
  }
}
