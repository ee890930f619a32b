package dev.sundial.freshness;

import dev.sundial.naming.ModelName;
import dev.sundial.registry.ArtefactStore;
import dev.sundial.registry.Outbox;
import dev.sundial.registry.Registry;
import dev.sundial.registry.RegistryReader;
import dev.sundial.registry.ServingPointer;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One look at every model: one metric line each, the outbox drained, and once an hour a prediction.
 * What cannot be read is left out of the line, so that its alarm sees missing data.
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
            new StackAges(clients.cloudFormation(), config.names()),
            prefix -> NewestData.below(prefix, clients.s3(), config.dataBucket()),
            queues,
            clock),
        queues,
        new PredictionCheck(
            reader,
            new ArtefactStore(clients.s3(), config.artefactBucket()),
            new SignedPost(clients.api(), clients.signedBy(), config.api().region(), clock),
            config.api(),
            clock),
        log);
  }

  /**
   * @return what was done
   * @throws IncompleteException naming what could not be done, after all the rest was
   */
  Map<String, ?> look(Asked.Look asked) {
    Troubles troubles = new Troubles(log);
    List<Optional<ServingPointer>> pointers =
        models.stream().map(model -> watch(model, troubles)).toList();
    // Only so that SQS goes on publishing what its alarm watches.
    troubles.during(slackFailures, () -> queues.of(slackFailures));
    boolean predicting = turn.isDue(asked.due(), asked.every());
    if (predicting) {
      boolean answered = true;
      for (Optional<ServingPointer> pointer : pointers) {
        answered &= pointer.isPresent() && isAnswered(pointer.get(), troubles);
      }
      if (answered) {
        turn.made(asked.due());
      }
    }
    troubles.throwIfAny();
    Map<String, Object> done = new LinkedHashMap<>();
    done.put("models", models.size());
    done.put("predicted", predicting);
    return done;
  }

  /** The model's pointer; empty when it could not be read. */
  private Optional<ServingPointer> watch(WatchedModel model, Troubles troubles) {
    ModelName name = model.name();
    ModelLook.Seen seen = look.at(model, troubles);
    Optional<ServingPointer> pointer =
        troubles.value(name + ": pointer", () -> registry.pointer(name));
    pointer
        .flatMap(ServingPointer::championVersion)
        .ifPresent(version -> seen.properties().put("champion", version.value()));
    if (!seen.gauges().isEmpty()) {
      log.metrics(name, seen.gauges(), seen.properties());
    }
    pointer
        .filter(ServingPointer::hasUnannounced)
        .ifPresent(read -> troubles.during(name + ": outbox", () -> drain(read)));
    return pointer;
  }

  private void drain(ServingPointer pointer) {
    int sent = outbox.drain(pointer);
    log.info("announced", Map.of("model", pointer.model().value(), "events", sent));
  }

  /** Whether the API answered, rightly or not; true for a model that serves nothing. */
  private boolean isAnswered(ServingPointer pointer, Troubles troubles) {
    return pointer
        .champion()
        .map(champion -> predictions.check(pointer.model(), champion, troubles))
        .orElse(true);
  }
}
