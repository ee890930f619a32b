package dev.sundial.training;

import dev.sundial.dataset.DatasetReader;
import dev.sundial.lifecycle.FailureReason;
import dev.sundial.lifecycle.TrainingAnswer;
import dev.sundial.metrics.Metric;
import dev.sundial.naming.ModelName;
import dev.sundial.promotion.PromotionRule;
import dev.sundial.registry.ArtefactStore;
import dev.sundial.registry.Claim;
import dev.sundial.registry.CommitOutcome;
import dev.sundial.registry.Lease;
import dev.sundial.registry.LeaseKeeper;
import dev.sundial.registry.Outbox;
import dev.sundial.registry.Registry;
import dev.sundial.registry.RegistryConflictException;
import dev.sundial.registry.RegistryException;
import dev.sundial.registry.RegistryReader;
import dev.sundial.registry.RejectOutcome;
import dev.sundial.registry.RunAnswer;
import dev.sundial.registry.RunRecord;
import dev.sundial.registry.TrainingInProgressException;
import dev.sundial.registry.TrainingRun;
import dev.sundial.spec.ModelSpec;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The life of a training run: claim, load, check, split, train, compare, evaluate, write, commit,
 * announce, answer. Everything it may be asked twice it answers the same.
 *
 * <p>What a retry may mend is thrown: Lambda tries again, then the failure queue has it. What it
 * cannot mend ends the run REJECTED, at once, and is an answer.
 */
final class TrainingWorkflow {
  private final ModelSpec spec;
  private final Registry registry;
  private final ArtefactStore store;
  private final DatasetReader reader;
  private final Outbox outbox;
  private final WatchedWork work;
  private final RunLog log;
  private final Clock clock;

  TrainingWorkflow(
      ModelSpec spec,
      Registry registry,
      ArtefactStore store,
      DatasetReader reader,
      Outbox outbox,
      WatchedWork work,
      RunLog log,
      Clock clock) {
    this.spec = spec;
    this.registry = registry;
    this.store = store;
    this.reader = reader;
    this.outbox = outbox;
    this.work = work;
    this.log = log;
    this.clock = clock;
  }

  /** How an attempt ended its run. */
  private record Ended(RunAnswer answer, Optional<TrainedVersion> version) {}

  /**
   * Trains, or answers what came of it before.
   *
   * @param event the event's JSON
   * @throws TrainingInProgressException when another training holds the model's lease
   * @throws RuntimeException when something is unavailable; trying again may help
   */
  TrainingAnswer train(byte[] event, Invocation invocation) {
    StepTimes times = new StepTimes();
    RunRequest request = RunRequest.read(event, spec, invocation.requestId(), clock.instant());
    Claim claim = registry.claim(model(), request.id(), invocation.requestId(), request.redrive());
    times.ended("claim");
    return switch (claim) {
      case Claim.Claimed(TrainingRun run, Lease lease) ->
          claimed(request, run, lease, invocation, times);
      case Claim.AlreadyCommitted(RunAnswer answer) -> again(answer);
      case Claim.AlreadyRejected(RunAnswer answer, boolean unused) -> again(answer);
      case Claim.InProgress(var until) -> throw new TrainingInProgressException(model(), until);
    };
  }

  /**
   * An attempt that ended the run and was killed before it said so has left the event unannounced.
   */
  private TrainingAnswer again(RunAnswer answer) {
    if (isUnannounced(answer)) {
      log.metrics(failures(answer), ended(answer));
    }
    int sent = outbox.drain(model());
    log.info("answered a run again", Map.of("run", answer.run().value(), "eventsSent", sent));
    return answer(answer);
  }

  private boolean isUnannounced(RunAnswer answer) {
    RegistryReader reader = registry.reader();
    return isRejected(answer)
        ? reader.run(model(), answer.run()).filter(RunRecord::eventUnpublished).isPresent()
        : reader.entry(model(), answer.sequence()).filter(entry -> !entry.published()).isPresent();
  }

  private TrainingAnswer claimed(
      RunRequest request, TrainingRun run, Lease lease, Invocation invocation, StepTimes times) {
    Ended ended;
    try (LeaseKeeper keeper = LeaseKeeper.keep(registry, lease)) {
      ended = ended(request, run, keeper, invocation, times);
      times.ended("commit");
      // Before anything else that may fail: a retry need not come to it again.
      report(run, ended, times);
      int unused = outbox.drain(model());
    } catch (RuntimeException e) {
      log.warn("gave up an attempt", Map.of("run", run.id().value(), "cause", e.toString()));
      release(lease);
      throw e;
    }
    release(lease);
    return answer(ended.answer());
  }

  private Ended ended(
      RunRequest request,
      TrainingRun run,
      LeaseKeeper keeper,
      Invocation invocation,
      StepTimes times) {
    Lease lease = keeper.lease();
    try {
      if (request.refusal().isPresent()) {
        throw new RunRejectedException(FailureReason.BAD_REQUEST, request.refusal().get());
      }
      Attempt attempt = new Attempt(reader, store, run, lease, request.spec(), times);
      TrainedVersion version = work.run(attempt::train, invocation.budget(), keeper::isLost);
      return commit(lease, run, version);
    } catch (RunRejectedException e) {
      return reject(lease, run, e.reason(), e.message());
    } catch (RegistryConflictException e) {
      return reject(lease, run, FailureReason.REGISTRY_CONFLICT, String.valueOf(e.getMessage()));
    } catch (WatchedWork.LeaseLostException e) {
      throw new TrainingInProgressException(model(), lease.until());
    }
  }

  private Ended commit(Lease lease, TrainingRun run, TrainedVersion version) {
    PromotionRule rule =
        PromotionRule.of(
            spec.promotion(), new ChampionContest(registry.reader(), store, model(), version));
    return switch (registry.commit(lease, run, version.candidate(), rule)) {
      case CommitOutcome.Committed(RunAnswer answer, var unused) ->
          new Ended(answer, Optional.of(version));
      case CommitOutcome.AlreadyCommitted(RunAnswer answer) -> new Ended(answer, Optional.empty());
      case CommitOutcome.LeaseLost lost ->
          throw new TrainingInProgressException(model(), lease.until());
    };
  }

  private Ended reject(Lease lease, TrainingRun run, FailureReason reason, String message) {
    return switch (registry.reject(lease, run, reason.id(), message)) {
      case RejectOutcome.Rejected(RunAnswer answer) -> new Ended(answer, Optional.empty());
      case RejectOutcome.AlreadyCommitted(RunAnswer answer) -> new Ended(answer, Optional.empty());
      case RejectOutcome.LeaseLost lost ->
          throw new TrainingInProgressException(model(), lease.until());
    };
  }

  /** So that the next run need not wait; a lease that stays is over soon anyway. */
  private void release(Lease lease) {
    try {
      registry.release(lease);
    } catch (RegistryException e) {
      log.warn("could not release the lease", Map.of("cause", e.toString()));
    }
  }

  private void report(TrainingRun run, Ended ended, StepTimes times) {
    RunAnswer answer = ended.answer();
    Map<Metric, Double> values = new LinkedHashMap<>();
    ended
        .version()
        .ifPresent(version -> values.put(Metric.DATA_ROWS, (double) version.data().rows()));
    values.putAll(failures(answer));
    Map<String, Object> properties = ended(answer);
    properties.put("attempt", run.attempt());
    properties.put("millis", times.total());
    properties.put("stepMillis", times.millis());
    log.metrics(values, properties);
    if (isRejected(answer)) {
      log.warn("rejected a run", Map.of("run", run.id().value(), "cause", answer.message()));
    }
  }

  private static Map<Metric, Double> failures(RunAnswer answer) {
    return Map.of(Metric.TRAINING_FAILURES, isRejected(answer) ? 1.0 : 0.0);
  }

  private static Map<String, Object> ended(RunAnswer answer) {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("run", answer.run().value());
    properties.put("version", answer.version().value());
    properties.put("outcome", answer.outcome().name());
    properties.put("reason", answer.reason());
    properties.put("metrics", answer.metrics());
    return properties;
  }

  private static boolean isRejected(RunAnswer answer) {
    return answer.outcome() == RunAnswer.Outcome.REJECTED;
  }

  private static TrainingAnswer answer(RunAnswer answer) {
    return new TrainingAnswer(
        TrainingAnswer.Outcome.valueOf(answer.outcome().name()),
        answer.model(),
        answer.run(),
        isRejected(answer) ? Optional.empty() : Optional.of(answer.version()),
        answer.metrics(),
        answer.reason(),
        answer.message());
  }

  private ModelName model() {
    return spec.name();
  }
}
