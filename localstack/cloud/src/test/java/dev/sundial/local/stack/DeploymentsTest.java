package dev.sundial.local.stack;

import static dev.sundial.local.stack.TestAssembly.resources;
import static dev.sundial.local.stack.TestAssembly.thing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sundial.local.stack.StoredDeployment.Outcome;
import dev.sundial.local.state.StateStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DeploymentsTest {
  private final TestAssembly cloud;

  DeploymentsTest(@TempDir Path folder) {
    cloud = new TestAssembly(folder);
  }

  @Test
  void keepsWhatEachDeploymentChangedAndHowItEnded() {
    cloud.write("app", resources(thing("A", "'Value':'1'"))).deploy();
    cloud.write("app", resources(thing("A", "'Value':'2'") + "," + thing("B", ""))).deploy();
    cloud.restart();

    List<StoredDeployment> all = cloud.stacks().deployments();

    assertThat(all).extracting(StoredDeployment::number).containsExactly(2L, 1L);
    StoredDeployment second = all.getFirst();
    assertThat(second.outcome()).isEqualTo(Outcome.DONE);
    assertThat(second.startedAt()).isEqualTo(TestAssembly.NOW);
    assertThat(second.endedAt()).isEqualTo(TestAssembly.NOW);
    assertThat(second.count(Action.ADD)).isEqualTo(1);
    assertThat(second.count(Action.CHANGE)).isEqualTo(1);
    assertThat(second.reached())
        .isEqualTo(Map.of("app/A", Status.UPDATE_COMPLETE, "app/B", Status.CREATE_COMPLETE));
  }

  @Test
  void keepsNoDeploymentThatChangedNothing() {
    cloud.write("app", resources(thing("A", ""))).deploy();
    cloud.deploy();

    assertThat(cloud.stacks().deployments()).hasSize(1);
  }

  @Test
  void keepsWhyADeploymentFailedAndHowFarItCame() {
    cloud.things().failOn = "create B1";
    cloud.write("app", resources(thing("A", "") + "," + thing("B", "'Value':{'Ref':'A'}")));
    assertThatThrownBy(cloud::deploy).isInstanceOf(DeploymentException.class);

    StoredDeployment failed = cloud.stacks().deployments().getFirst();

    assertThat(failed.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(failed.message()).isEqualTo("app/B (Test::Thing): CREATE_FAILED: told to fail");
    assertThat(failed.reached())
        .isEqualTo(Map.of("app/A", Status.CREATE_COMPLETE, "app/B", Status.CREATE_FAILED));
  }

  @Test
  void keepsWhatWasRefused() {
    cloud.write("app", resources("'A':{'Type':'Test::Other'}"));
    assertThatThrownBy(cloud::deploy).isInstanceOf(TemplateException.class);

    StoredDeployment refused = cloud.stacks().deployments().getFirst();

    assertThat(refused.outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(refused.message())
        .isEqualTo("app/A has the type Test::Other, which is not supported");
    assertThat(refused.reached()).isEmpty();
  }

  @Test
  void tellsOfAReplacedResourceWhatBecameOfTheNewOne() {
    cloud.write("app", resources(thing("A", ""))).deploy();
    cloud.write("app", resources(thing("A", "'Shape':'square'"))).deploy();

    assertThat(cloud.stacks().deployments().getFirst().reached())
        .isEqualTo(Map.of("app/A", Status.CREATE_COMPLETE));
  }

  @Test
  void callsOneCutOffThatWasRunningWhenTheCloudEnded() {
    try (StateStore state = StateStore.inMemory()) {
      Clock clock = Clock.fixed(TestAssembly.NOW, ZoneOffset.UTC);
      StackChange change = new StackChange("app", Action.ADD, "", List.of(), List.of());
      new Deployments(state, clock).begin(new Preview(List.of(change), List.of()), false);

      StoredDeployment found = new Deployments(state, clock).all().getFirst();

      assertThat(found.outcome()).isEqualTo(Outcome.CUT_OFF);
      assertThat(found.endedAt()).isNull();
    }
  }

  @Test
  void forgetsTheOldestBeyondItsMost() {
    try (StateStore state = StateStore.inMemory()) {
      Clock clock = Clock.fixed(TestAssembly.NOW, ZoneOffset.UTC);
      Deployments deployments = new Deployments(state, clock);
      StackChange change = new StackChange("app", Action.ADD, "", List.of(), List.of());
      for (int i = 0; i <= Deployments.MOST; i++) {
        deployments.begin(new Preview(List.of(change), List.of()), false).end(Outcome.DONE, "");
      }

      assertThat(deployments.all()).hasSize(Deployments.MOST);
      assertThat(deployments.all().getLast().number()).isEqualTo(2);
      assertThat(deployments.find(1)).isEmpty();
    }
  }
}
