package dev.sundial.training;

import static dev.sundial.training.TrainingHandlerTest.DAILY;
import static dev.sundial.training.TrainingHandlerTest.IRIS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sundial.registry.ServingPointer;
import dev.sundial.registry.TrainingCloud;
import dev.sundial.registry.TrainingCloud.Clients;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A training that is hit at any one of its calls to AWS is finished by Lambda's first retry. */
class CrashTest {
  private static final Duration FIRST_RETRY = Duration.ofSeconds(60);

  @ParameterizedTest
  @ValueSource(strings = {"KILL_BEFORE", "KILL_AFTER", "REFUSE", "DROP_REPLY"})
  void theRetryRegistersOneVersionAndAnnouncesIt(String mode) {
    int calls = calls();
    assertThat(calls).isBetween(12, 30);
    for (int call = 1; call <= calls; call++) {
      TrainingCloud cloud = withIris();
      Environment unused = hit(cloud, cloud.clients(call, mode));
      cloud.advance(FIRST_RETRY);
      String answer = new Environment(cloud).invoke(DAILY);

      String at = mode + " at call " + call;
      assertThat(Environment.ended(answer)).as(at).isEqualTo("PROMOTED");
      ServingPointer pointer = cloud.reader().pointer(IRIS);
      assertThat(pointer.sequence()).as(at).isEqualTo(1);
      assertThat(pointer.hasUnannounced()).as(at).isFalse();
      assertThat(cloud.reader().versions(IRIS, 10)).as(at).hasSize(1);
      assertThat(cloud.store().read(pointer.champion().orElseThrow().scorer())).as(at).isNotEmpty();
      assertThat(cloud.announced())
          .as(at)
          .containsOnly("ModelPromoted iris-1")
          .hasSizeBetween(1, 2);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"KILL_BEFORE", "KILL_AFTER", "REFUSE", "DROP_REPLY"})
  void aRejectionIsCountedWhateverHappensToItsAttempt(String mode) {
    TrainingCloud whole = new TrainingCloud();
    Clients all = whole.clients();
    new Environment(whole, Environment.SPEC, all).invoke(DAILY);
    int calls = all.calls().made();
    assertThat(calls).isBetween(6, 20);
    for (int call = 1; call <= calls; call++) {
      TrainingCloud cloud = new TrainingCloud();
      List<String> log = hit(cloud, cloud.clients(call, mode)).log;
      cloud.advance(FIRST_RETRY);
      Environment retry = new Environment(cloud);
      String at = mode + " at call " + call;
      assertThat(Environment.ended(retry.invoke(DAILY))).as(at).isEqualTo("REJECTED bad-data");
      assertThat(Stream.concat(log.stream(), retry.log.stream()))
          .as(at)
          .filteredOn(line -> line.contains("\"TrainingFailures\":1.0"))
          .hasSizeBetween(1, 2);
    }
  }

  private static int calls() {
    TrainingCloud cloud = withIris();
    Clients clients = cloud.clients();
    new Environment(cloud, Environment.SPEC, clients).invoke(DAILY);
    return clients.calls().made();
  }

  /** A process that dies, fails or gets through. */
  private static Environment hit(TrainingCloud cloud, Clients clients) {
    Environment function = new Environment(cloud, Environment.SPEC, clients);
    try {
      String unused = function.invoke(DAILY);
    } catch (RuntimeException e) {
      assertThat(e).as("a retry may help").isNotInstanceOf(IllegalArgumentException.class);
    } catch (Error e) {
      assertThat(TrainingCloud.isKill(e)).as(e.toString()).isTrue();
    }
    return function;
  }

  private static TrainingCloud withIris() {
    TrainingCloud cloud = new TrainingCloud();
    cloud.put("iris/iris.csv", Environment.iris());
    return cloud;
  }
}
