package dev.sundial.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class LeaseKeeperTest {
  private static final Lease LEASE = new Lease(Lab.IRIS, 7, Instant.EPOCH);

  /** Turns that the test gives one by one; the taker is done with the last when it asks again. */
  private static final class Turns {
    private final SynchronousQueue<Boolean> turns = new SynchronousQueue<>();

    boolean next(CountDownLatch unused) throws InterruptedException {
      return turns.take();
    }

    void give() throws InterruptedException {
      turns.put(true);
    }

    void end() throws InterruptedException {
      turns.put(false);
    }
  }

  @Test
  void renewsTheSameLeaseAtEveryTurnUntilItIsClosed() throws Exception {
    Turns turns = new Turns();
    AtomicInteger renewals = new AtomicInteger();
    LeaseKeeper keeper =
        LeaseKeeper.keep(
            LEASE,
            lease -> {
              assertThat(lease).isEqualTo(LEASE);
              renewals.incrementAndGet();
              return true;
            },
            turns::next);
    turns.give();
    turns.give();
    turns.end();
    keeper.close();
    assertThat(renewals).hasValue(2);
    assertThat(keeper.isLost()).isFalse();
    assertThat(threads()).isEmpty();
  }

  @Test
  void aRefusedRenewalMarksTheLeaseLostAndEndsTheThread() throws Exception {
    Turns turns = new Turns();
    LeaseKeeper keeper = LeaseKeeper.keep(LEASE, lease -> false, turns::next);
    turns.give();
    keeper.close();
    assertThat(keeper.isLost()).isTrue();
    assertThat(threads()).isEmpty();
  }

  @Test
  void aRenewalThatDoesNotReachTheTableIsTriedAgain() throws Exception {
    Turns turns = new Turns();
    Queue<Boolean> answers = new ArrayDeque<>(List.of(true, false));
    LeaseKeeper keeper =
        LeaseKeeper.keep(
            LEASE,
            lease -> {
              if (answers.remove()) {
                throw new RegistryUnavailableException("throttled");
              }
              return true;
            },
            turns::next);
    turns.give();
    turns.give();
    turns.end();
    keeper.close();
    assertThat(answers).isEmpty();
    assertThat(keeper.isLost()).isFalse();
  }

  @Test
  void closingDoesNotWaitForTheNextTurn() {
    Lab lab = new Lab(new FakeDynamoDb(), "registry");
    Registry registry = lab.registry();
    Lease lease = lab.claimed(registry, dev.sundial.lifecycle.RunId.adHoc("a")).lease();
    try (LeaseKeeper keeper = LeaseKeeper.keep(registry, lease)) {
      assertThat(keeper.lease()).isEqualTo(lease);
      assertThat(threads()).hasSize(1);
    }
    assertThat(threads()).isEmpty();
  }

  private static List<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("lease-iris"))
        .toList();
  }
}
