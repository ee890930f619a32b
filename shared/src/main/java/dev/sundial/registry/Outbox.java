package dev.sundial.registry;

import dev.sundial.lifecycle.LifecycleEvent;
import dev.sundial.lifecycle.RunId;
import dev.sundial.naming.ModelName;
import dev.sundial.naming.RegistryKeys;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

/**
 * Sends what the registry recorded and has not announced: ledger entries in their order, then
 * failures. Each is marked after it was sent, so a crash in between sends it again, and never drops
 * it. Drains may run side by side.
 */
public final class Outbox {
  private static final int PAGE = 50;

  private final Registry registry;
  private final EventBridgeClient client;
  private final String bus;

  /**
   * @param client with bounded attempts and time-outs, see {@code dev.sundial.aws}
   * @param bus name of the event bus
   */
  public Outbox(Registry registry, EventBridgeClient client, String bus) {
    this.registry = registry;
    this.client = client;
    this.bus = bus;
  }

  /**
   * Sends everything that waits.
   *
   * @return how many events were sent
   * @throws RegistryUnavailableException when one could not be sent; the rest waits for the next
   *     drain
   */
  public int drain(ModelName model) {
    return drain(registry.reader().pointer(model));
  }

  /**
   * Sends everything that waited when the pointer was read, which was just now.
   *
   * @return how many events were sent
   * @throws RegistryUnavailableException when one could not be sent; the rest waits for the next
   *     drain
   */
  public int drain(ServingPointer pointer) {
    ModelName model = pointer.model();
    int sent = 0;
    long drained = pointer.drained();
    while (drained < pointer.sequence()) {
      List<LedgerEntry> page = registry.reader().ledger(model, drained + 1, PAGE);
      if (page.isEmpty()) {
        throw new RegistryConflictException(
            "the ledger of " + model + " ends at " + drained + ", before its pointer");
      }
      for (LedgerEntry entry : page) {
        sent += announce(entry);
        drained = entry.sequence();
      }
      markDrained(model, drained);
    }
    for (String failure : pointer.unannouncedFailures()) {
      sent += announceFailure(model, failure);
    }
    return sent;
  }

  private int announce(LedgerEntry entry) {
    if (entry.published() || entry.event().isEmpty()) {
      return 0;
    }
    send(entry.event().get());
    markPublished(ItemKey.ledger(entry.model(), entry.sequence()), entry.event().get());
    return 1;
  }

  /**
   * Each rejected attempt is listed for itself: a run that is redriven and rejected again while
   * this sends the event before is listed once more, and what it put on the run is not marked by
   * us.
   */
  private int announceFailure(ModelName model, String failure) {
    RunId id = new RunId(failure.substring(0, failure.indexOf('/')));
    int sent = 0;
    RunRecord run =
        registry
            .reader()
            .run(model, id)
            .orElseThrow(() -> new RegistryConflictException("run " + id + " does not exist"));
    if (run.eventUnpublished() && run.event().isPresent()) {
      send(run.event().get());
      markPublished(ItemKey.run(model, id), run.event().get());
      sent = 1;
    }
    registry
        .table()
        .mark(
            ItemKey.pointer(model),
            "DELETE unannouncedFailures :failure",
            "attribute_exists(" + RegistryKeys.PARTITION + ")",
            Item.empty().withMember(":failure", failure));
    return sent;
  }

  private void send(OutboxEvent event) {
    try {
      PutEventsResponse response =
          client.putEvents(
              r ->
                  r.entries(
                      PutEventsRequestEntry.builder()
                          .eventBusName(bus)
                          .source(LifecycleEvent.SOURCE)
                          .detailType(event.detailType())
                          .detail(event.json())
                          .build()));
      if (response.failedEntryCount() != 0) {
        PutEventsResultEntry failed = response.entries().getFirst();
        throw new RegistryUnavailableException(
            "the bus refused "
                + event.detailType()
                + ": "
                + failed.errorCode()
                + " "
                + failed.errorMessage());
      }
    } catch (SdkException e) {
      throw new RegistryUnavailableException("the bus could not take " + event.detailType(), e);
    }
  }

  private void markPublished(ItemKey key, OutboxEvent event) {
    registry
        .table()
        .mark(
            key,
            "SET eventPublished = :yes",
            "eventJson = :sent",
            Item.empty().with(":yes", true).with(":sent", event.json()));
  }

  /** Only ever forward; another drain may be further. */
  private void markDrained(ModelName model, long sequence) {
    registry
        .table()
        .mark(
            ItemKey.pointer(model),
            "SET drainedSeq = :sequence",
            "attribute_not_exists(drainedSeq) OR drainedSeq < :sequence",
            Item.empty().with(":sequence", sequence));
  }
}
