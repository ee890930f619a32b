package dev.sundial.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sundial.lifecycle.RunId;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

@Timeout(60)
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
    assertThat(keeper.isRunning()).isFalse();
  }

  @Test
  void aRefusedRenewalMarksTheLeaseLostAndEndsTheThread() throws Exception {
    Turns turns = new Turns();
    LeaseKeeper keeper = LeaseKeeper.keep(LEASE, lease -> false, turns::next);
    turns.give();
    keeper.close();
    assertThat(keeper.isLost()).isTrue();
    assertThat(keeper.isRunning()).isFalse();
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
    Lease lease = lab.claimed(registry, RunId.adHoc("a")).lease();
    LeaseKeeper keeper = LeaseKeeper.keep(registry, lease);
    assertThat(keeper.lease()).isEqualTo(lease);
    assertThat(keeper.isRunning()).isTrue();
    keeper.close();
    assertThat(keeper.isRunning()).isFalse();
  }

  @Test
  void closingDoesNotWaitForARenewalThatHangsInTheNetwork() throws Exception {
    Turns turns = new Turns();
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        DynamoDbClient client = clientOf(silent.getLocalPort())) {
      Registry registry = new Registry(client, "registry", Clock.systemUTC(), new Random(1));
      LeaseKeeper keeper =
          LeaseKeeper.keep(LEASE, lease -> registry.renew(lease).isPresent(), turns::next);
      turns.give();
      try (Socket connection = silent.accept()) {
        assertThat(connection.getInputStream().read()).isNotEqualTo(-1);
        keeper.close();
      }
      assertThat(keeper.isRunning()).isFalse();
      assertThat(keeper.isLost()).isFalse();
    }
  }

  /** A client that would wait for minutes. */
  private static DynamoDbClient clientOf(int port) {
    return DynamoDbClient.builder()
        .endpointOverride(URI.create("http://127.0.0.1:" + port))
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
        .httpClient(UrlConnectionHttpClient.builder().socketTimeout(Duration.ofMinutes(9)).build())
        .overrideConfiguration(o -> o.apiCallTimeout(Duration.ofMinutes(10)))
        .build();
  }
}
