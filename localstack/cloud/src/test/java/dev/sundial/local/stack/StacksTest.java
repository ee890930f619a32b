package dev.sundial.local.stack;

import static dev.sundial.local.stack.TestAssembly.resources;
import static dev.sundial.local.stack.TestAssembly.thing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StacksTest {
  private final TestAssembly cloud;

  StacksTest(@TempDir Path folder) {
    cloud = new TestAssembly(folder);
  }

  private List<String> asked() {
    return cloud.things().takeLog();
  }

  private StoredResource resource(String logicalId) {
    return cloud.stacks().resources("app").stream()
        .filter(r -> r.logicalId().equals(logicalId))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void makesResourcesAfterWhatTheyReferTo() {
    cloud
        .write(
            "app",
            resources(
                thing("A", "'Value':{'Fn::GetAtt':['B','Arn']}")
                    + ","
                    + thing("B", "'Value':{'Fn::Sub':'${C}-${C.Shape}'}")
                    + ","
                    + thing("C", "")
                    + ",'D':{'Type':'Test::Thing','DependsOn':'A'}"))
        .deploy();

    assertThat(asked()).containsExactly("create C1", "create B1", "create A1", "create D1");
    assertThat(cloud.things().value("A1")).isEqualTo("arn:thing:B1");
    assertThat(cloud.things().value("B1")).isEqualTo("C1-round");
    assertThat(cloud.stacks().stack("app").orElseThrow().status())
        .isEqualTo(Status.CREATE_COMPLETE);
  }

  @Test
  void leavesAloneWhatDidNotChange() {
    cloud.write("app", resources(thing("A", "'Value':'1'"))).deploy();
    int events = cloud.events().size();
    asked();
    cloud.restart();

    StackResult second = cloud.deploy().getFirst();

    assertThat(asked()).isEmpty();
    assertThat(second.changedNothing()).isTrue();
    assertThat(cloud.events()).hasSize(events);
  }

  @Test
  void changesInPlaceAndRemovesWhatLeft() {
    cloud
        .write(
            "app",
            resources(
                thing("A", "'Value':'1'")
                    + ","
                    + thing("B", "'Value':{'Ref':'A'}")
                    + ","
                    + thing("C", "'Value':{'Ref':'B'}")))
        .deploy();
    asked();

    cloud.write("app", resources(thing("A", "'Value':'2'"))).deploy();

    assertThat(asked()).containsExactly("update A1", "delete C1", "delete B1");
    assertThat(cloud.stacks().resources("app")).hasSize(1);
    assertThat(cloud.stacks().stack("app").orElseThrow().status())
        .isEqualTo(Status.UPDATE_COMPLETE);
  }

  @Test
  void tagsDoNotCountAsChange() {
    cloud.write("app", resources(thing("A", "'Tags':[{'Key':'a','Value':'1'}]"))).deploy();
    asked();

    cloud.write("app", resources(thing("A", "'Tags':[{'Key':'a','Value':'2'}]"))).deploy();

    assertThat(asked()).isEmpty();
  }

  @Test
  void replacesThenRepointsThenDeletesTheOld() {
    cloud
        .write("app", resources(thing("A", "") + "," + thing("B", "'Value':{'Ref':'A'}")))
        .deploy();
    asked();

    cloud
        .write(
            "app",
            resources(thing("A", "'Shape':'square'") + "," + thing("B", "'Value':{'Ref':'A'}")))
        .deploy();

    assertThat(asked()).containsExactly("create A2", "update B1", "delete A1");
    assertThat(cloud.things().value("B1")).isEqualTo("A2");
    assertThat(resource("A").physicalId()).isEqualTo("A2");
  }

  @Test
  void keepsWhatPoliciesSayToKeep() {
    String kept =
        "'A':{'Type':'Test::Thing','UpdateReplacePolicy':'Retain','DeletionPolicy':'Snapshot',"
            + "'Properties':{'Shape':'%s'}},"
            + thing("Other", "");
    cloud.write("app", resources(kept.formatted("round"))).deploy();
    cloud.things().data.put("A1", "3 objects");
    cloud.things().data.put("A2", "1 object");

    cloud.write("app", resources(kept.formatted("square"))).deploy();
    cloud.write("app", resources(thing("Other", ""))).deploy();

    assertThat(asked()).containsExactly("create A1", "create Other1", "create A2");
    assertThat(cloud.events())
        .filteredOn(e -> e.status() == Status.DELETE_SKIPPED)
        .extracting(StackEvent::physicalId)
        .containsExactly("A1", "A2");
  }

  @Test
  void refusesToLoseDataBeforeAnythingChanges() {
    cloud
        .write(
            "app",
            resources(thing("A", "") + "," + thing("B", "")),
            "old",
            resources(thing("C", "")))
        .deploy();
    cloud.things().data.put("A1", "3 objects");
    cloud.things().data.put("B1", "7 items");
    cloud.things().data.put("C1", "1 message");
    asked();
    cloud.write("app", resources(thing("A", "'Shape':'square'") + "," + thing("New", "")));

    assertThatThrownBy(cloud::deploy)
        .isInstanceOf(TemplateException.class)
        .hasMessageContaining("app/A (A1) holds 3 objects and would be replaced (Shape changed)")
        .hasMessageContaining("app/B (B1) holds 7 items and would be deleted")
        .hasMessageContaining("old/C (C1) holds 1 message and would be deleted");
    assertThat(asked()).isEmpty();

    cloud.deployFresh();
    assertThat(asked())
        .containsExactly("create A2", "create New1", "delete B1", "delete A1", "delete C1");
    assertThat(cloud.stacks().stacks()).extracting(StoredStack::name).containsExactly("app");
  }

  @Test
  void refusesAReplacementThatKeepsItsName() {
    cloud.write("app", resources(thing("A", "'Name':'mine'"))).deploy();
    cloud.write("app", resources(thing("A", "'Name':'mine','Shape':'square'")));

    assertThatThrownBy(cloud::deploy)
        .hasMessageContaining("app/A must be replaced (Shape changed) but keeps the name mine");
  }

  @Test
  void refusesTwoResourcesOfOneName() {
    cloud.write(
        "app",
        resources(thing("A", "'Name':'mine'")),
        "two",
        resources(thing("B", "'Name':'mine'")));

    assertThatThrownBy(cloud::deploy).hasMessage("two/B has the name mine, which app/A has");
  }

  @Test
  void refusesANameThatItsHolderOnlyGivesUpLater() {
    cloud.write("app", resources(thing("A", "'Name':'mine'"))).deploy();
    cloud.write("app", resources(thing("Renamed", "'Name':'mine'")));

    assertThatThrownBy(cloud::deploy)
        .hasMessage("app/Renamed has the name mine, which app/A has until it is deleted");
  }

  @Test
  void goesOnWhereAFailedDeploymentStopped() {
    cloud.write(
        "app",
        resources(
            thing("A", "")
                + ","
                + thing("B", "'Value':{'Ref':'A'}")
                + ","
                + thing("C", "'Value':{'Ref':'B'}")));
    cloud.things().failOn = "create B1";

    assertThatThrownBy(cloud::deploy)
        .isInstanceOf(DeploymentException.class)
        .hasMessage("app/B (Test::Thing): CREATE_FAILED: told to fail");
    assertThat(resource("A").status()).isEqualTo(Status.CREATE_COMPLETE);
    assertThat(resource("B").status()).isEqualTo(Status.CREATE_FAILED);
    assertThat(cloud.stacks().stack("app").orElseThrow().status()).isEqualTo(Status.CREATE_FAILED);
    asked();
    cloud.things().failOn = "";
    cloud.restart();

    cloud.deploy();

    assertThat(asked()).containsExactly("create B1", "create C1");
    assertThat(cloud.stacks().stack("app").orElseThrow().status())
        .isEqualTo(Status.CREATE_COMPLETE);
  }

  @Test
  void updatesAgainAfterAFailedUpdateEvenWhenTheTemplateWentBack() {
    cloud.write("app", resources(thing("A", "'Value':'1'"))).deploy();
    cloud.write("app", resources(thing("A", "'Value':'2'")));
    cloud.things().failOn = "update A1";
    assertThatThrownBy(cloud::deploy).hasMessageContaining("UPDATE_FAILED");
    asked();
    cloud.things().failOn = "";

    cloud.write("app", resources(thing("A", "'Value':'1'"))).deploy();

    assertThat(asked()).containsExactly("update A1");
    assertThat(resource("A").status()).isEqualTo(Status.UPDATE_COMPLETE);
  }

  @Test
  void deletesTheOldOneLaterWhenTheReplacementWasCutOff() {
    cloud.write("app", resources(thing("A", ""))).deploy();
    cloud.write("app", resources(thing("A", "'Shape':'square'")));
    cloud.things().failOn = "create A2";
    assertThatThrownBy(cloud::deploy).isInstanceOf(DeploymentException.class);
    assertThat(cloud.things().things).containsOnlyKeys("A1");
    asked();
    cloud.things().failOn = "";
    cloud.restart();

    cloud.deploy();

    assertThat(asked()).containsExactly("create A2", "delete A1");
    assertThat(cloud.stacks().resources("app")).hasSize(1);
  }

  @Test
  void makesAgainWhatWasHalfDeletedWhenItIsDeclaredAgain() {
    cloud.write("app", resources(thing("A", "") + "," + thing("B", ""))).deploy();
    cloud.write("app", resources(thing("A", "")));
    cloud.things().failOn = "delete B1";
    assertThatThrownBy(cloud::deploy).hasMessageContaining("app/B (Test::Thing): DELETE_FAILED");
    asked();
    cloud.things().failOn = "";

    cloud.write("app", resources(thing("A", "") + "," + thing("B", ""))).deploy();

    assertThat(asked()).containsExactly("create B1");
  }

  @Test
  void deploysStacksAfterTheirDependenciesAndImportsWhatTheyExport() {
    cloud
        .write(
            "user<maker",
            resources(thing("U", "'Value':{'Fn::ImportValue':'the-thing'}")),
            "maker",
            "{'Resources':{"
                + thing("M", "")
                + "},'Outputs':{'O':{'Value':{'Fn::GetAtt':'M.Arn'},"
                + "'Export':{'Name':'the-thing'}}}}")
        .deploy();

    assertThat(asked()).containsExactly("create M1", "create U1");
    assertThat(cloud.things().value("U1")).isEqualTo("arn:thing:M1");
    assertThat(cloud.stacks().output("O")).contains("arn:thing:M1");
    assertThat(cloud.stacks().exports())
        .extracting(Stacks.Export::name, Stacks.Export::value)
        .containsExactly(tuple("the-thing", "arn:thing:M1"));
  }

  @Test
  void leavesOutWhatConditionsLeaveOut() {
    cloud
        .write(
            "app",
            "{'Parameters':{'Stage':{'Type':'String','Default':'local'}},"
                + "'Conditions':{'Prod':{'Fn::Equals':[{'Ref':'Stage'},'prod']}},"
                + "'Resources':{'A':{'Type':'Test::Thing','Condition':'Prod'},"
                + "'B':{'Type':'Test::Thing','DependsOn':'A','Properties':"
                + "{'Value':{'Fn::If':['Prod',{'Ref':'A'},'none']}}}},"
                + "'Outputs':{'P':{'Condition':'Prod','Value':{'Ref':'A'}},'Q':{'Value':{'Ref':'B'}}}}")
        .deploy();

    assertThat(asked()).containsExactly("create B1");
    assertThat(cloud.stacks().stack("app").orElseThrow().outputs())
        .extracting(StoredStack.OutputValue::key)
        .containsExactly("Q");
  }

  @Test
  void notesEventsInVirtualTime() {
    cloud.write("app", resources(thing("A", ""))).deploy();

    assertThat(cloud.stacks().events("app").reversed())
        .extracting(StackEvent::logicalId, StackEvent::status)
        .containsExactly(
            tuple("app", Status.CREATE_IN_PROGRESS),
            tuple("A", Status.CREATE_IN_PROGRESS),
            tuple("A", Status.CREATE_COMPLETE),
            tuple("app", Status.CREATE_COMPLETE));
    assertThat(cloud.stacks().events("app")).allMatch(e -> e.at().equals(TestAssembly.NOW));
  }

  @Test
  void doesNotDeleteWhatAnotherLogicalIdTookOver() {
    cloud.things().sharesIds = true;
    cloud.write("app", resources(thing("A", "'Value':'shared'"))).deploy();
    cloud.things().data.put("shared", "3 objects");
    asked();

    cloud.write("app", resources(thing("B", "'Value':'shared'")));
    assertThatThrownBy(cloud::deploy).hasMessageContaining("holds 3 objects");
    cloud.things().data.clear();
    cloud.deploy();

    assertThat(asked()).containsExactly("create shared");
    assertThat(cloud.events())
        .filteredOn(e -> e.status() == Status.DELETE_SKIPPED)
        .extracting(StackEvent::reason)
        .containsExactly("taken over by app/B");
  }

  @Test
  void bringsUpToDateWhatAnOlderProgramDeployed() {
    cloud.write("app", resources(thing("A", ""))).deploy();
    asked();
    cloud.things().attributes = Set.of("Arn", "Shape", "Colour");

    cloud.write("app", resources(thing("A", ""))).deploy();

    assertThat(asked()).containsExactly("update A1");
  }
}
