package dev.sundial.local.stack;

import static dev.sundial.local.stack.TestAssembly.resources;
import static dev.sundial.local.stack.TestAssembly.thing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PreviewTest {
  private final TestAssembly cloud;

  PreviewTest(@TempDir Path folder) {
    cloud = new TestAssembly(folder);
  }

  private Preview preview() {
    return cloud.stacks().preview(cloud.folder());
  }

  private static ResourceChange resource(Preview preview, String logicalId) {
    return preview.stacks().getFirst().resources().stream()
        .filter(change -> change.logicalId().equals(logicalId))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void addsEverythingOfAStackThatIsNotThereAndTouchesNothing() {
    cloud.write("app", resources(thing("A", "'Value':'1'")));

    StackChange app = preview().stacks().getFirst();

    assertThat(app.action()).isEqualTo(Action.ADD);
    assertThat(app.resources())
        .containsExactly(new ResourceChange("A", "Test::Thing", Action.ADD, "", List.of()));
    assertThat(cloud.things().takeLog()).isEmpty();
    assertThat(cloud.stacks().deployments()).isEmpty();
  }

  @Test
  void saysNothingOfWhatWasDeployedAsItIs() {
    cloud.write("app", resources(thing("A", "'Value':'1'"))).deploy();

    assertThat(preview().isNothing()).isTrue();
    assertThat(preview().stacks()).singleElement().matches(StackChange::isNothing);
  }

  @Test
  void namesTheValuesThatChangeEvenInsideATextThatIsJson() {
    cloud.write("app", resources(thing("A", "'Value':'{@a@:{@b@:1,@c@:2}}'").replace("@", "\\'")));
    cloud.deploy();
    cloud.write("app", resources(thing("A", "'Value':'{@a@:{@b@:3,@c@:2}}'").replace("@", "\\'")));

    assertThat(resource(preview(), "A").properties())
        .containsExactly(new PropertyChange("Value.a.b", "1", "3"));
  }

  @Test
  void comparesListsPlaceByPlace() {
    cloud.write("app", resources(thing("A", "'Links':['a','b']"))).deploy();
    cloud.write("app", resources(thing("A", "'Links':['a','c','d']")));

    assertThat(resource(preview(), "A").properties())
        .containsExactly(
            new PropertyChange("Links.1", "\"b\"", "\"c\""),
            new PropertyChange("Links.2", null, "\"d\""));
  }

  @Test
  void tellsReplacementsRemovalsAndWhatIsRetained() {
    String keep =
        "'K':{'Type':'Test::Thing','DeletionPolicy':'Retain','Properties':{'Value':'kept'}}";
    cloud
        .write("app", resources(thing("A", "") + "," + thing("B", "'Value':'b'") + "," + keep))
        .deploy();
    cloud.write("app", resources(thing("A", "'Shape':'square'") + "," + thing("C", "")));

    Preview preview = preview();

    ResourceChange replaced = resource(preview, "A");
    assertThat(replaced.action()).isEqualTo(Action.REPLACE);
    assertThat(replaced.reason()).isEqualTo("Shape changed");
    assertThat(replaced.properties())
        .containsExactly(new PropertyChange("Shape", null, "\"square\""));
    assertThat(resource(preview, "B").action()).isEqualTo(Action.REMOVE);
    assertThat(resource(preview, "K").action()).isEqualTo(Action.RETAIN);
    assertThat(resource(preview, "C").action()).isEqualTo(Action.ADD);
  }

  @Test
  void followsAReplacementIntoWhatRefersToIt() {
    String second = thing("B", "'Value':{'Fn::GetAtt':['A','Arn']}");
    cloud.write("app", resources(thing("A", "") + "," + second)).deploy();
    cloud.write("app", resources(thing("A", "'Shape':'square'") + "," + second));

    assertThat(resource(preview(), "B").properties())
        .containsExactly(
            new PropertyChange(
                "Value", "\"arn:thing:A1\"", "\"(known after the deployment: A.Arn)\""));
  }

  @Test
  void tellsAChangedDeletionPolicyAndChangedOutputs() {
    cloud
        .write("app", "{'Resources':{" + thing("A", "") + "},'Outputs':{'O':{'Value':'1'}}}")
        .deploy();
    cloud.write(
        "app",
        "{'Resources':{'A':{'Type':'Test::Thing','DeletionPolicy':'Retain'}},"
            + "'Outputs':{'O':{'Value':'2'},'P':{'Value':'3'}}}");

    Preview preview = preview();

    assertThat(resource(preview, "A").properties())
        .containsExactly(new PropertyChange("DeletionPolicy", "\"Delete\"", "\"Retain\""));
    assertThat(preview.stacks().getFirst().outputs())
        .containsExactly(
            new PropertyChange("O", "\"1\"", "\"2\""), new PropertyChange("P", null, "\"3\""));
  }

  @Test
  void tellsThatOnlyTheTextOfATemplateChanges() {
    cloud.write("app", resources(thing("A", ""))).deploy();
    cloud.write("app", "{'Description':'new','Resources':{" + thing("A", "") + "}}");

    assertThat(preview().stacks().getFirst().remark())
        .isEqualTo("only the text of its template changes");
    assertThat(preview().isNothing()).isFalse();
  }

  @Test
  void removesAStackThatIsNotDeclaredAnyMore() {
    cloud.write("app", resources(thing("A", "")), "old", resources(thing("B", ""))).deploy();
    cloud.write("app", resources(thing("A", "")));

    StackChange old = preview().stacks().getLast();

    assertThat(old.stack()).isEqualTo("old");
    assertThat(old.action()).isEqualTo(Action.REMOVE);
    assertThat(old.resources()).extracting(ResourceChange::action).containsExactly(Action.REMOVE);
  }

  @Test
  void tellsWhatWouldBeRefusedWithTheRest() {
    cloud.write("app", resources(thing("A", "") + "," + thing("B", ""))).deploy();
    cloud.things().data.put("A1", "3 objects");
    cloud.write("app", resources(thing("B", "'Value':'2'")));

    Preview preview = preview();

    assertThat(preview.problems())
        .containsExactly(
            "app/A (A1) holds 3 objects and would be deleted: keep it with a Retain policy, or deploy with --fresh");
    assertThat(resource(preview, "A").action()).isEqualTo(Action.REMOVE);
    assertThat(resource(preview, "B").action()).isEqualTo(Action.CHANGE);
  }

  @Test
  void tellsThatAFailedResourceIsGoneOnWith() {
    cloud.write("app", resources(thing("A", "'Value':'1'"))).deploy();
    cloud.things().failOn = "update A1";
    cloud.write("app", resources(thing("A", "'Value':'2'")));
    assertThatThrownBy(cloud::deploy).isInstanceOf(DeploymentException.class);
    cloud.write("app", resources(thing("A", "'Value':'1'")));

    Preview preview = preview();

    assertThat(resource(preview, "A").reason()).isEqualTo("is UPDATE_FAILED");
    assertThat(preview.stacks().getFirst().remark())
        .isEqualTo("its last deployment did not finish: UPDATE_FAILED");
  }

  @Test
  void isTheSameAfterItWentThroughJson() {
    cloud.write("app", resources(thing("A", "'Value':'1'"))).deploy();
    cloud.write("app", resources(thing("A", "'Value':'2'")));

    assertThat(Preview.parse(preview().json())).isEqualTo(preview());
    assertThat(preview().json())
        .isEqualTo(
            "{\"stacks\":[{\"stack\":\"app\",\"action\":\"change in place\",\"remark\":\"\","
                + "\"resources\":[{\"logicalId\":\"A\",\"type\":\"Test::Thing\","
                + "\"action\":\"change in place\",\"reason\":\"\",\"properties\":"
                + "[{\"path\":\"Value\",\"before\":\"\\\"1\\\"\",\"after\":\"\\\"2\\\"\"}]}],"
                + "\"outputs\":[]}],\"problems\":[]}");
  }
}
