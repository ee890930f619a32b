package dev.sundial.freshness;

import dev.sundial.naming.ModelName;
import dev.sundial.registry.ArtefactStore;
import dev.sundial.registry.Outbox;
import dev.sundial.registry.Registry;
import dev.sundial.registry.RegistryReader;
import dev.sundial.registry.ServingPointer;
import dev.sundial.registry.ServingPointer.Champion;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * One look at every model: one metric line each, then the outboxes drained, then once an hour a
 * prediction each. What cannot be read is left out of the line, so that its alarm sees missing
 * data. Each look begins at another model, so that none is always the last one, for which time may
 * not suffice.
 */
final class Probe {
  private final List<WatchedModel> models;
  private final String slackFailures;
  private final RegistryReader registry;
  private final Outbox outbox;
  private final ModelLook look;
  private final QueueDepths queues;
  private final PredictionCheck predictions;
  private final ProbeLog log;
  private final HourlyTurn turn = new HourlyTurn();

  /**
   * @param slackFailures name of the queue of what could not be told in Slack
   */
  Probe(
      List<WatchedModel> models,
      String slackFailures,
      RegistryReader registry,
      Outbox outbox,
      ModelLook look,
      QueueDepths queues,
      PredictionCheck predictions,
      ProbeLog log) {
    this.models = List.copyOf(models);
    this.slackFailures = slackFailures;
    this.registry = registry;
    this.outbox = outbox;
    this.look = look;
    this.queues = queues;
    this.predictions = predictions;
    this.log = log;
  }

  static Probe of(ProbeConfig config, ProbeClients clients, Clock clock, ProbeLog log) {
    Registry registry =
        new Registry(clients.dynamoDb(), config.registryTable(), clock, new SecureRandom());
    RegistryReader reader = registry.reader();
    QueueDepths queues = new QueueDepths(clients.sqs());
    return new Probe(
        config.models(),
        config.names().slackFailureQueue(),
        reader,
        new Outbox(registry, clients.eventBridge(), config.eventBus()),
        new ModelLook(
            config.names(),
            reader,
            new ModelStacks(clients.cloudFormation(), config.names()),
            (prefix, timeLeft) ->
                NewestData.below(prefix, clients.s3(), config.dataBucket(), timeLeft),
            queues,
            clock),
        queues,
        new PredictionCheck(
            reader,
            new ArtefactStore(clients.s3(), config.artefactBucket()),
            predicting(config, clients, clock),
            clock),
        log);
  }

  private static Predicting predicting(ProbeConfig config, ProbeClients clients, Clock clock) {
    String region = config.api().region();
    return config
        .invocations()
        .<Predicting>map(
            uri ->
                new DirectPrediction(
                    new SignedPost(
                        clients.api(), clients.signedBy(), SignedPost.LAMBDA, region, clock),
                    uri))
        .orElseGet(
            () ->
                Predicting.throughApi(
                    new SignedPost(
                        clients.api(), clients.signedBy(), SignedPost.API, region, clock),
                    config.api()));
  }

  /** A model, and what was seen of it. */
  private record Watched(
      WatchedModel model, ModelLook.Seen seen, Optional<ServingPointer> pointer) {}

  /**
   * @param timeLeft false when nothing more must begin
   * @return what was done
   * @throws IncompleteException naming what could not be done, after all the rest was
   */
  Map<String, ?> look(Asked.Look asked, BooleanSupplier timeLeft) {
    Troubles troubles = new Troubles(log, timeLeft);
    List<Watched> all = ordered(asked).stream().map(model -> watch(model, troubles)).toList();
    all.forEach(watched -> tell(watched, troubles, timeLeft));
    // Only so that SQS goes on publishing what its alarm watches.
    troubles.during(slackFailures, this::askForSlackFailures);
    all.forEach(watched -> watched.pointer.ifPresent(pointer -> drain(pointer, troubles)));
    int predictions =
        all.stream().mapToInt(watched -> predict(watched, asked.due(), troubles)).sum();
    troubles.throwIfAny();
    Map<String, Object> done = new LinkedHashMap<>();
    done.put("models", models.size());
    done.put("predictions", predictions);
    return done;
  }

  /** Beginning at another one with each look of the day. */
  private List<WatchedModel> ordered(Asked.Look asked) {
    List<WatchedModel> ordered = new ArrayList<>(models);
    long minutes = asked.due().atOffset(ZoneOffset.UTC).get(ChronoField.MINUTE_OF_DAY);
    Collections.rotate(ordered, (int) -(minutes / asked.every().toMinutes()));
    return ordered;
  }

  private Watched watch(WatchedModel model, Troubles troubles) {
    ModelName name = model.name();
    ModelLook.Seen seen = look.at(model, troubles);
    Optional<ServingPointer> pointer =
        troubles.value(name + ": pointer", () -> registry.pointer(name));
    pointer
        .flatMap(ServingPointer::championVersion)
        .ifPresent(version -> seen.properties().put("champion", version.value()));
    return new Watched(model, seen, pointer);
  }

  private void tell(Watched watched, Troubles troubles, BooleanSupplier timeLeft) {
    ModelName name = watched.model.name();
    troubles.during(name + ": data", () -> look.data(watched.model, watched.seen, timeLeft));
    if (!watched.seen.gauges().isEmpty()) {
      log.metrics(name, watched.seen.gauges(), watched.seen.properties());
    }
  }

  private void askForSlackFailures() {
    if (queues.of(slackFailures).isEmpty()) {
      throw new IncompleteException("there is no such queue");
    }
  }

  private void drain(ServingPointer pointer, Troubles troubles) {
    ModelName name = pointer.model();
    if (pointer.hasUnannounced()) {
      troubles
          .value(name + ": outbox", () -> outbox.drain(pointer))
          .ifPresent(sent -> log.info("announced", Map.of("model", name.value(), "events", sent)));
    }
  }

  /** How many predictions were due: one or none. */
  private int predict(Watched watched, Instant due, Troubles troubles) {
    ModelName name = watched.model.name();
    Optional<Champion> champion = watched.pointer.flatMap(ServingPointer::champion);
    if (champion.isEmpty() || !turn.isDue(name, due)) {
      return 0;
    }
    if (predictions.check(name, champion.get(), troubles)) {
      turn.wasRight(name, due);
    }
    return 1;
  }
}
