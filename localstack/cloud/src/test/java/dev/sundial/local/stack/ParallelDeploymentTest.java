package dev.sundial.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sundial.local.state.StateStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ParallelDeploymentTest {
  /** Long enough for any machine; a test that needs it has failed. */
  private static final long PATIENCE_SECONDS = 20;

  private final TestAssembly assembly;

  ParallelDeploymentTest(@TempDir Path folder) {
    assembly = new TestAssembly(folder);
  }

  /** What a type does when it creates. */
  @FunctionalInterface
  private interface Work {
    void run(String logicalId) throws Exception;
  }

  private record WorkingType(String name, Work work) implements ResourceType<String> {

    @Override
    public Set<String> attributes() {
      return Set.of();
    }

    @Override
    public String read(Properties properties) {
      return properties.optionalText("Value").orElse("");
    }

    @Override
    public Resource create(String value, Deployment deployment) {
      try {
        work.run(deployment.logicalId());
      } catch (Exception e) {
        throw new IllegalStateException(e.toString());
      }
      return new Resource(name, deployment.logicalId(), Map.of());
    }

    @Override
    public Optional<String> replacement(String before, String after) {
      return Optional.empty();
    }

    @Override
    public Resource update(Resource existing, String before, String after, Deployment d) {
      return existing;
    }

    @Override
    public void delete(Resource existing, Deployment deployment) {}
  }

  private Stacks stacks(Work left, Work right) {
    return new Stacks(
        List.of(new WorkingType("Test::Left", left), new WorkingType("Test::Right", right)),
        StateStore.inMemory(),
        Clock.fixed(TestAssembly.NOW, ZoneOffset.UTC));
  }

  private List<StackResult> deploy(Stacks stacks, String resources) {
    assembly.write("app", TestAssembly.resources(resources));
    return stacks.deploy(assembly.folder(), false, event -> {});
  }

  private static String resource(String id, String type, String value) {
    return "'%s':{'Type':'Test::%s','Properties':{'Value':%s}}".formatted(id, type, value);
  }

  @Test
  void makesResourcesOfDifferentTypesTogether() {
    CyclicBarrier both = new CyclicBarrier(2);
    Work meet = id -> both.await(PATIENCE_SECONDS, TimeUnit.SECONDS);

    List<StackResult> results =
        deploy(
            stacks(meet, meet), resource("L", "Left", "'x'") + "," + resource("R", "Right", "'x'"));

    assertThat(results).containsExactly(new StackResult("app", 2, 0, 0));
  }

  @Test
  void makesResourcesOfOneTypeOneAfterTheOther() {
    AtomicInteger atOnce = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    Work count =
        id -> {
          most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
          Thread.sleep(5);
          atOnce.decrementAndGet();
        };

    deploy(
        stacks(count, count),
        resource("A", "Left", "'x'")
            + ","
            + resource("B", "Left", "'x'")
            + ","
            + resource("C", "Left", "'x'")
            + ","
            + resource("D", "Left", "'x'"));

    assertThat(most).hasValue(1);
  }

  @Test
  void startsNothingMoreAfterAFailureButFinishesWhatRuns() {
    CountDownLatch rightRuns = new CountDownLatch(1);
    CountDownLatch leftFailed = new CountDownLatch(1);
    Work fail =
        id -> {
          rightRuns.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
          throw new IllegalStateException("no luck");
        };
    Work wait =
        id -> {
          rightRuns.countDown();
          leftFailed.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        };
    Stacks stacks = stacks(fail, wait);
    assembly.write(
        "app",
        TestAssembly.resources(
            resource("L", "Left", "'x'")
                + ","
                + resource("R", "Right", "'x'")
                + ","
                + resource("After", "Right", "{'Ref':'R'}")));

    assertThatThrownBy(
            () ->
                stacks.deploy(
                    assembly.folder(),
                    false,
                    event -> {
                      if (event.status() == Status.CREATE_FAILED) {
                        leftFailed.countDown();
                      }
                    }))
        .isInstanceOf(DeploymentException.class)
        .hasMessageContaining("app/L (Test::Left): CREATE_FAILED")
        .hasMessageContaining("no luck");
    assertThat(stacks.resources("app"))
        .extracting(r -> r.logicalId() + " " + r.status())
        .containsExactly("L CREATE_FAILED", "R CREATE_COMPLETE");
  }
}
