package dev.sundial.registry;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

/** Remembers what was sent; refuses the next few entries when told to, with 200 and a count. */
final class FakeBus implements EventBridgeClient {
  private final List<PutEventsRequestEntry> sent = new ArrayList<>();
  private int refusals;

  @Override
  public synchronized PutEventsResponse putEvents(PutEventsRequest request) {
    List<PutEventsResultEntry> results = new ArrayList<>();
    int failed = 0;
    for (PutEventsRequestEntry entry : request.entries()) {
      if (refusals > 0) {
        refusals--;
        failed++;
        results.add(
            PutEventsResultEntry.builder()
                .errorCode("InternalFailure")
                .errorMessage("try again")
                .build());
      } else {
        sent.add(entry);
        results.add(PutEventsResultEntry.builder().eventId("e" + sent.size()).build());
      }
    }
    return PutEventsResponse.builder().failedEntryCount(failed).entries(results).build();
  }

  synchronized void refuse(int entries) {
    refusals = entries;
  }

  synchronized List<PutEventsRequestEntry> sent() {
    return List.copyOf(sent);
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
