package dev.sundial.serving;

import dev.sundial.naming.ModelName;
import dev.sundial.serving.ModelSource.Patience;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Every model with the version that answers for it. Looks, loads and swaps inside the request that
 * finds them due; safe for concurrent use, one request at a time.
 */
public final class ServedModels {
  private final ScorerLoader loader;
  private final ModelSource source;
  private final ServingJournal journal;
  private final Clock clock;
  private final Duration interval;
  private final LoadedVersions loaded = new LoadedVersions();
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
  public synchronized Serving serve(ModelName model) {
    Instant now = clock.instant();
    ServedModel state = models.computeIfAbsent(model, name -> new ServedModel(name, loaded));
    if (state.lookDue(now, interval)) {
      look(state, now);
    }
    if (state.loadDue(now, interval)) {
      load(state, now);
    }
    return state.serving(now, interval);
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
        Optional<Wanted> wanted = from.pointer(name, Patience.MUCH);
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
  }

  private void look(ServedModel state, Instant now) {
    try {
      state.looked(source.pointer(state.model(), patience(state)), now);
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
      loaded.add(wanted, loader.load(wanted, patience(state)));
      state.loaded(wanted);
      journal.loaded(wanted, Duration.ofNanos(System.nanoTime() - begun).toMillis());
    } catch (UnavailableException e) {
      state.couldNotLoad(wanted, now, false);
      journal.unavailable(wanted, e);
    } catch (BadArtefactException e) {
      state.couldNotLoad(wanted, now, true);
      journal.refused(wanted, e);
    }
  }

  private static Patience patience(ServedModel state) {
    return state.hasLastGood() ? Patience.LITTLE : Patience.MUCH;
  }
}
