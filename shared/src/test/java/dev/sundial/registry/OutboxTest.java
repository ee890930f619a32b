package dev.sundial.registry;

import static dev.sundial.registry.Lab.IRIS;
import static dev.sundial.registry.Lab.NEWEST;
import static dev.sundial.registry.Lab.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sundial.lifecycle.RunId;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;

class OutboxTest {
  private final Lab lab = new Lab(new FakeDynamoDb(), "registry");
  private final Registry registry = lab.registry();
  private final Outbox outbox = lab.outbox(registry);

  @Test
  void anEventNamesBusSourceAndTypeAndCarriesTheRecordedDetail() {
    commit(1);
    assertThat(outbox.drain(IRIS)).isEqualTo(1);
    PutEventsRequestEntry sent = lab.bus.sent().getFirst();
    assertThat(sent.eventBusName()).isEqualTo("events");
    assertThat(sent.source()).isEqualTo("dev.sundial");
    assertThat(sent.detailType()).isEqualTo("ModelPromoted");
    assertThat(sent.detail()).isEqualTo(lab.ledger().getFirst().event().orElseThrow().json());
  }

  @Test
  void whatWasSentIsNotSentAgain() {
    commit(3);
    assertThat(outbox.drain(IRIS)).isEqualTo(3);
    assertThat(outbox.drain(IRIS)).isZero();
    assertThat(lab.sentIds()).containsExactly("iris-1", "iris-2", "iris-3");
  }

  @Test
  void aDrainedModelCostsOneRead() {
    commit(1);
    int unused = outbox.drain(IRIS);
    Fault counting = Fault.none();
    assertThat(lab.outbox(lab.registry(counting)).drain(IRIS)).isZero();
    assertThat(counting.calls()).isEqualTo(1);
  }

  @Test
  void anEntryTheBusRefusesStopsTheDrainInOrderAndWaits() {
    commit(3);
    assertThat(outbox.drain(IRIS)).isEqualTo(3);
    commit(3);
    lab.bus.refuse(1);
    assertThatThrownBy(() -> outbox.drain(IRIS))
        .isInstanceOf(RegistryUnavailableException.class)
        .hasMessageContaining("InternalFailure try again");
    assertThat(lab.reader().pointer(IRIS).drained()).isEqualTo(3);
    assertThat(outbox.drain(IRIS)).isEqualTo(3);
    assertThat(lab.sentIds())
        .containsExactly("iris-1", "iris-2", "iris-3", "iris-4", "iris-5", "iris-6");
    lab.assertWhole();
  }

  @Test
  void aLongBacklogIsSentInItsOrder() {
    commit(120);
    assertThat(outbox.drain(IRIS)).isEqualTo(120);
    List<String> expected = LongStream.rangeClosed(1, 120).mapToObj(n -> "iris-" + n).toList();
    assertThat(lab.sentIds()).containsExactlyElementsOf(expected);
    assertThat(lab.reader().pointer(IRIS).drained()).isEqualTo(120);
  }

  @Test
  void aSlowDrainDoesNotTakeTheMarkBack() {
    commit(1);
    Outbox late =
        lab.outbox(
            lab.registry(
                new Fault(
                    call -> {
                      if (call == 3) { // read pointer, read ledger, then: mark the entry
                        commit(1);
                        assertThat(outbox.drain(IRIS)).isEqualTo(2);
                      }
                      return null;
                    })));
    assertThat(late.drain(IRIS)).isEqualTo(1);
    assertThat(lab.reader().pointer(IRIS).drained()).isEqualTo(2);
    assertThat(lab.sentIds()).containsExactly("iris-1", "iris-1", "iris-2");
  }

  @Test
  void failuresOfSeveralRunsAreAllSent() {
    for (int i = 0; i < 3; i++) {
      Claim.Claimed claim = lab.claimed(registry, RunId.adHoc("bad-" + i));
      RejectOutcome unused = registry.reject(claim.lease(), claim.run(), "bad-data", "line " + i);
      registry.release(claim.lease());
    }
    assertThat(outbox.drain(IRIS)).isEqualTo(3);
    assertThat(outbox.drain(IRIS)).isZero();
    assertThat(lab.sentIds())
        .containsExactlyInAnyOrder(
            "iris-adhoc-bad-0-failed-1", "iris-adhoc-bad-1-failed-1", "iris-adhoc-bad-2-failed-1");
    assertThat(lab.bus.sent().getFirst().detailType()).isEqualTo("TrainingFailed");
  }

  @Test
  void aRunThatIsRedrivenAndRejectedAgainIsNewsEachTime() {
    reject(false);
    assertThat(outbox.drain(IRIS)).isEqualTo(1);
    reject(true);
    assertThat(outbox.drain(IRIS)).isEqualTo(1);
    assertThat(lab.sentIds()).containsExactly("iris-adhoc-bad-failed-1", "iris-adhoc-bad-failed-2");
    assertThat(lab.reader().pointer(IRIS).hasUnannounced()).isFalse();
  }

  @Test
  void aSlowDrainDoesNotMarkTheNextRejectionOfTheSameRun() {
    reject(false);
    Outbox late =
        lab.outbox(
            lab.registry(
                new Fault(
                    call -> {
                      if (call == 3) { // read pointer, read run, then: mark the run
                        reject(true);
                      }
                      return null;
                    })));
    assertThat(late.drain(IRIS)).isEqualTo(1);
    assertThat(lab.reader().pointer(IRIS).hasUnannounced()).isTrue();
    assertThat(outbox.drain(IRIS)).isEqualTo(1);
    assertThat(outbox.drain(IRIS)).isZero();
    assertThat(lab.sentIds()).containsExactly("iris-adhoc-bad-failed-1", "iris-adhoc-bad-failed-2");
  }

  private void reject(boolean redrive) {
    Claim.Claimed claim = (Claim.Claimed) registry.claim(IRIS, RunId.adHoc("bad"), "test", redrive);
    RejectOutcome outcome = registry.reject(claim.lease(), claim.run(), "bad-data", "line 7");
    assertThat(outcome).isInstanceOf(RejectOutcome.Rejected.class);
    registry.release(claim.lease());
  }

  private void commit(int runs) {
    for (int i = 0; i < runs; i++) {
      lab.clock.advance(Duration.ofDays(1));
      Claim.Claimed claim = lab.claimed(registry, RunId.scheduled(lab.clock.instant()));
      CommitOutcome outcome =
          registry.commit(claim.lease(), claim.run(), lab.candidate(claim), NEWEST);
      assertThat(outcome).isInstanceOf(CommitOutcome.Committed.class);
      registry.release(claim.lease());
    }
    assertThat(lab.clock.instant()).isAfter(START);
  }
}
