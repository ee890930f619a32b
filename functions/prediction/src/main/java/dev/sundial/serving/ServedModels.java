package dev.sundial.serving;

import dev.sundial.lifecycle.VersionId;
import dev.sundial.naming.ModelName;
import dev.sundial.serving.ModelSource.Patience;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Every model with the version that answers for it. Looks, loads and swaps inside the request that
 * finds them due; safe for concurrent use, one request at a time.
 */
public final class ServedModels {
  private static final Duration SOON = Duration.ofSeconds(1);

  private final ScorerLoader loader;
  private final ModelSource source;
  private final ServingJournal journal;
  private final Clock clock;
  private final Duration interval;
  private final LoadedVersions loaded = new LoadedVersions();
  private final ChosenVersions chosen = new ChosenVersions();
  private final Map<ModelName, ServedModel> models = new HashMap<>();

  /**
   * @param interval how old a look at a pointer may be; zero looks at every request
   */
  public ServedModels(ModelSource source, ServingJournal journal, Clock clock, Duration interval) {
    this.loader = new ScorerLoader(source);
    this.source = source;
    this.journal = journal;
    this.clock = clock;
    this.interval = interval;
  }

  /** What answers for a model now. */
  public synchronized Serving serve(ModelName model, Choice choice) {
    Instant now = clock.instant();
    return switch (choice) {
      case Choice.Champion champion -> champion(state(model, now), now);
      case Choice.Latest latest -> labelled("latest", state(model, now), Pointed::latest);
      case Choice.Previous previous -> labelled("previous", state(model, now), Pointed::previous);
      case Choice.Exact(VersionId version) -> chosen(model, version, false);
    };
  }

  /** The versions of a model that have a label, each once; what was known at the last look. */
  public synchronized List<VersionId> labelled(ModelName model) {
    Pointed pointed = state(model, clock.instant()).pointed();
    Set<VersionId> versions = new LinkedHashSet<>();
    pointed.champion().ifPresent(champion -> versions.add(champion.version()));
    pointed.latest().ifPresent(versions::add);
    pointed.previous().ifPresent(versions::add);
    return List.copyOf(versions);
  }

  private ServedModel state(ModelName model, Instant now) {
    ServedModel state = models.computeIfAbsent(model, name -> new ServedModel(name, loaded));
    if (state.lookDue(now, interval)) {
      look(state, now, patience(state));
    }
    return state;
  }

  private Serving champion(ServedModel state, Instant now) {
    if (state.loadDue(now, interval)) {
      load(state, now);
    }
    return state.serving(now, interval);
  }

  private Serving labelled(
      String label, ServedModel state, Function<Pointed, Optional<VersionId>> which) {
    ModelName model = state.model();
    if (which.apply(state.pointed()).isEmpty() && state.isUnread()) {
      // There is no last good answer to give up soon for.
      look(state, clock.instant(), Patience.MUCH);
    }
    Optional<VersionId> version = which.apply(state.pointed());
    if (version.isPresent()) {
      return chosen(model, version.get(), state.isUnread());
    }
    return state.isUnread()
        ? new Serving.Nothing("the model " + model + " cannot be looked up just now", SOON)
        : new Serving.Unknown("The model " + model + " has no version labelled " + label);
  }

  /**
   * A version never changes, so what was found of it once is true for good.
   *
   * @param stale whether it may no longer be the one that was meant
   */
  private Serving chosen(ModelName model, VersionId version, boolean stale) {
    try {
      Optional<Wanted> wanted = find(model, version);
      return wanted.isEmpty()
          ? new Serving.Unknown("The model " + model + " has no version " + version)
          : new Serving.Version(loaded(wanted.get()), stale);
    } catch (UnavailableException e) {
      journal.chosenUnavailable(model, version, e);
      return new Serving.Nothing(
          "the version " + version + " of the model " + model + " cannot be loaded just now", SOON);
    } catch (BadArtefactException e) {
      journal.chosenRefused(model, version, e);
      return new Serving.Nothing(
          "the version " + version + " of the model " + model + " is unreadable", interval);
    }
  }

  private Optional<Wanted> find(ModelName model, VersionId version) throws UnavailableException {
    Optional<Wanted> wanted = known(model, version);
    if (wanted.isEmpty()) {
      wanted = source.version(model, version, Patience.MUCH);
      wanted.ifPresent(chosen::add);
    }
    return wanted;
  }

  private Optional<Wanted> known(ModelName model, VersionId version) {
    return Optional.ofNullable(models.get(model))
        .flatMap(state -> state.pointed().champion())
        .filter(champion -> champion.version().equals(version))
        .or(() -> chosen.find(model, version));
  }

  private ServedVersion loaded(Wanted wanted) throws UnavailableException, BadArtefactException {
    ServedVersion inMemory = loaded.get(wanted);
    if (inMemory != null) {
      return inMemory;
    }
    ServedVersion version = loader.load(wanted, Patience.MUCH);
    loaded.add(wanted, version);
    return version;
  }

  /**
   * Loads what pointers name just now, as far as that can be had: nothing serves by it, but a later
   * look that finds the pointer unmoved need not load. For before a snapshot.
   *
   * @param from a source whose connections do not outlive this call
   */
  public synchronized void prepare(ModelSource from, List<ModelName> names) {
    ScorerLoader preparing = new ScorerLoader(from);
    for (ModelName name : names.subList(0, Math.min(names.size(), LoadedVersions.MAX_VERSIONS))) {
      try {
        Optional<Wanted> wanted = from.pointer(name, Patience.MUCH).champion();
        if (wanted.isPresent()) {
          loaded.add(wanted.get(), preparing.load(wanted.get(), Patience.MUCH));
        }
      } catch (UnavailableException e) {
        return;
      } catch (BadArtefactException e) {
        // The first request for it will say so; the other models may be whole.
      }
    }
  }

  /**
   * Forgets what every pointer said, so that nothing serves before its pointer is read again.
   * Versions stay in memory: a pointer names them by their hash.
   */
  public synchronized void distrust() {
    models.clear();
    loaded.servesNothing();
  }

  private void look(ServedModel state, Instant now, Patience patience) {
    try {
      state.looked(source.pointer(state.model(), patience), now);
      journal.looked(state.model(), state.wanted().isPresent());
    } catch (UnavailableException e) {
      state.couldNotLook(now);
      journal.unreadPointer(state.model(), e);
    }
  }

  private void load(ServedModel state, Instant now) {
    Wanted wanted = state.wanted().orElseThrow();
    long begun = System.nanoTime();
    try {
      ServedVersion version = loader.load(wanted, patience(state));
      state.loaded(wanted);
      loaded.add(wanted, version);
      journal.loaded(wanted, Duration.ofNanos(System.nanoTime() - begun).toMillis());
    } catch (UnavailableException e) {
      state.couldNotLoad(wanted, now, false);
      journal.unavailable(wanted, e);
    } catch (BadArtefactException e) {
      state.couldNotLoad(wanted, now, true);
      journal.refused(wanted, e);
      if (!state.hasLastGood()) {
        fallBack(state);
      }
    }
  }

  /**
   * An environment that is new has no last good version in memory; the pointer knows what served
   * before.
   */
  private void fallBack(ServedModel state) {
    Optional<VersionId> previous = state.pointed().previous();
    if (previous.isEmpty()) {
      return;
    }
    try {
      Optional<Wanted> wanted = find(state.model(), previous.get());
      if (wanted.isPresent()) {
        ServedVersion version = loaded(wanted.get());
        state.fallsBack(wanted.get());
        loaded.add(wanted.get(), version);
      }
    } catch (UnavailableException | BadArtefactException e) {
      // What is the matter with the newer one was said already, and is what needs mending.
    }
  }

  private static Patience patience(ServedModel state) {
    return state.hasLastGood() ? Patience.LITTLE : Patience.MUCH;
  }
}
