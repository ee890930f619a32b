package dev.sundial.training;

import static dev.sundial.training.TrainingHandlerTest.DAILY;
import static dev.sundial.training.TrainingHandlerTest.IRIS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sundial.registry.ServingPointer;
import dev.sundial.registry.TrainingCloud;
import dev.sundial.registry.TrainingCloud.Clients;
import java.time.Duration;
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
      hit(cloud, cloud.clients(call, mode));
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

  private static int calls() {
    TrainingCloud cloud = withIris();
    Clients clients = cloud.clients();
    new Environment(cloud, Environment.SPEC, clients).invoke(DAILY);
    return clients.calls().made();
  }

  /** A process that dies, fails or gets through. */
  private static void hit(TrainingCloud cloud, Clients clients) {
    try {
      new Environment(cloud, Environment.SPEC, clients).invoke(DAILY);
    } catch (RuntimeException e) {
      assertThat(e).as("a retry may help").isNotInstanceOf(IllegalArgumentException.class);
    } catch (Error e) {
      assertThat(TrainingCloud.isKill(e)).as(e.toString()).isTrue();
    }
  }

  private static TrainingCloud withIris() {
    TrainingCloud cloud = new TrainingCloud();
    cloud.put("iris/iris.csv", Environment.iris());
    return cloud;
  }
}
