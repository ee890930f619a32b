package dev.sundial.serving;

import dev.sundial.naming.ModelName;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is known of one model: what its pointer said, when, and which version answers for it. */
final class ServedModel {
  /**
   * What failed for want of an answer is tried again after this long, or the interval if shorter.
   */
  static final Duration RETRY = Duration.ofSeconds(5);

  private final ModelName model;
  private final LoadedVersions loaded;

  private @Nullable Instant looked;
  private @Nullable Instant couldNotLook;
  private Pointed pointed = Pointed.NOTHING;
  private @Nullable Wanted wanted;
  private @Nullable Wanted good;
  private @Nullable Failure failure;

  /** A load that did not succeed. */
  private record Failure(Wanted wanted, Instant at, boolean bad) {}

  ServedModel(ModelName model, LoadedVersions loaded) {
    this.model = model;
    this.loaded = loaded;
  }

  ModelName model() {
    return model;
  }

  Optional<Wanted> wanted() {
    return Optional.ofNullable(wanted);
  }

  /** What the pointer said last. */
  Pointed pointed() {
    return pointed;
  }

  /** Whether the pointer could not be read when it should have been. */
  boolean isUnread() {
    return looked == null || couldNotLook != null;
  }

  /** Whether there is something to answer with, should the rest fail. */
  boolean hasLastGood() {
    return good != null && loaded.get(good) != null;
  }

  /** With nothing to serve every request looks: "no model" is never remembered. */
  boolean lookDue(Instant now, Duration interval) {
    if (looked == null || !hasLastGood()) {
      return true;
    }
    return couldNotLook == null
        ? due(looked, interval, now)
        : due(couldNotLook, shorter(RETRY, interval), now);
  }

  void looked(Pointed pointer, Instant now) {
    pointed = pointer;
    wanted = pointer.champion().orElse(null);
    looked = now;
    couldNotLook = null;
    if (wanted == null) {
      good = null;
    } else if (loaded.get(wanted) != null) {
      loaded(wanted);
    }
  }

  void couldNotLook(Instant now) {
    couldNotLook = now;
  }

  /** With nothing else to serve, only a bad artefact is worth waiting for a retry. */
  boolean loadDue(Instant now, Duration interval) {
    if (wanted == null || loaded.get(wanted) != null) {
      return false;
    }
    if (failure == null || !failure.wanted.equals(wanted)) {
      return true;
    }
    return failure.bad
        ? due(failure.at, interval, now)
        : !hasLastGood() || due(failure.at, shorter(RETRY, interval), now);
  }

  void loaded(Wanted version) {
    good = version;
    failure = null;
    loaded.serves(version);
  }

  /** Answers by an older version until what the pointer names can be loaded. */
  void fallsBack(Wanted version) {
    good = version;
    loaded.serves(version);
  }

  void couldNotLoad(Wanted version, Instant now, boolean bad) {
    failure = new Failure(version, now, bad);
  }

  Serving serving(Instant now, Duration interval) {
    ServedVersion version = good == null ? null : loaded.get(good);
    if (version == null) {
      return nothing(now, interval);
    }
    boolean moved = !Objects.equals(good, wanted);
    return new Serving.Version(version, moved || couldNotLook != null);
  }

  private Serving nothing(Instant now, Duration interval) {
    if (wanted == null && couldNotLook == null) {
      return new Serving.Nothing("the model " + model + " has no version yet", RETRY);
    }
    if (failure != null && failure.bad) {
      Duration passed = Duration.between(failure.at, now);
      return new Serving.Nothing(
          "the version of the model " + model + " is unreadable", interval.minus(passed));
    }
    return new Serving.Nothing(
        "the model " + model + " cannot be loaded just now", Duration.ofSeconds(1));
  }

  /** A clock that jumped back counts as due. */
  private static boolean due(Instant since, Duration wait, Instant now) {
    return now.isBefore(since) || !now.isBefore(since.plus(wait));
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
