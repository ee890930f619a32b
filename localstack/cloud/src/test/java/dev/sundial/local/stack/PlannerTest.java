package dev.sundial.local.stack;

import static dev.sundial.local.stack.TestAssembly.resources;
import static dev.sundial.local.stack.TestAssembly.thing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PlannerTest {
  private final TestAssembly cloud;

  PlannerTest(@TempDir Path folder) {
    cloud = new TestAssembly(folder);
  }

  private List<String> problems() {
    TemplateException refused = catchThrowableOfType(TemplateException.class, cloud::deploy);
    assertThat(cloud.things().log).isEmpty();
    assertThat(cloud.stacks().stacks()).isEmpty();
    return refused.problems();
  }

  private List<String> problemsOf(String template) {
    cloud.write("app", template);
    return problems();
  }

  @Test
  void listsEveryUnknownThingOfEveryStackAtOnce() {
    cloud.write(
        "one",
        resources(
            thing("A", "'Colour':'red','Value':{'Fn::GetAZs':''},'Size':3")
                + ",'B':{'Type':'AWS::EC2::Instance'}"
                + ",'C':{'Type':'Test::Thing','CreationPolicy':{},'Update':{}}"),
        "two",
        "{'Transform':'AWS::Serverless-2016-10-31','Resources':{"
            + thing("D", "'Links':'x'")
            + "}}");

    assertThat(problems())
        .containsExactly(
            "one/C.CreationPolicy is not supported",
            "one/C.Update is not an attribute of a resource",
            "one/A.Value uses Fn::GetAZs, which is not supported",
            "one/A.Colour is not supported",
            "one/A.Size is not supported",
            "one/B has the type AWS::EC2::Instance, which is not supported",
            "two/Transform is not a supported section of a template",
            "two/D.Links must be a list");
  }

  @Test
  void namesWhatReferencesMiss() {
    assertThat(
            problemsOf(
                resources(
                    thing("A", "'Value':{'Ref':'Nobody'},'Links':[{'Ref':'AWS::NotificationARNs'}]")
                        + ","
                        + thing("B", "'Value':{'Fn::GetAtt':['A','Colour']}")
                        + ","
                        + thing("C", "'Value':{'Fn::ImportValue':'gone'}")
                        + ",'D':{'Type':'Test::Thing','DependsOn':['A','Ghost']}")))
        .containsExactly(
            "app/D.DependsOn names Ghost, which is no resource of the stack",
            "app/A.Value refers to Nobody, which is neither a resource nor a parameter",
            "app/A.Links[0] refers to AWS::NotificationARNs, a pseudo parameter that is not supported",
            "app/B.Value refers to A.Colour, an attribute that Test::Thing does not give here",
            "app/C.Value refers to the export gone, which no stack deployed before exports");
  }

  @Test
  void namesTheResourcesOfACircle() {
    assertThat(
            problemsOf(
                resources(
                    thing("A", "'Value':{'Ref':'B'}")
                        + ","
                        + thing("B", "'Value':{'Fn::Sub':'x${C.Arn}'}")
                        + ",'C':{'Type':'Test::Thing','DependsOn':'A'}")))
        .containsExactly("app has resources in a circle: A → B → C → A");
  }

  @Test
  void namesStacksInACircle() {
    cloud.write("a<b", resources(thing("A", "")), "b<a", resources(thing("B", "")));

    assertThat(problems()).containsExactly("manifest.json holds stacks in a circle: a → b → a");
  }

  @Test
  void refusesABucketVersionParameterOnlyWhenItIsAskedFor() {
    String parameters =
        "{'Parameters':{'BootstrapVersion':{'Type':'AWS::SSM::Parameter::Value<String>',"
            + "'Default':'/cdk-bootstrap/hnb659fds/version'}},"
            + "'Rules':{'CheckBootstrapVersion':{'Assertions':[]}},'Resources':{%s}}";

    assertThat(problemsOf(parameters.formatted(thing("A", "'Value':{'Ref':'BootstrapVersion'}"))))
        .containsExactly(
            "app/A.Value refers to BootstrapVersion, a parameter kept in Systems Manager, which is"
                + " not supported");
    cloud.write("app", parameters.formatted(thing("A", "'Value':'x'"))).deploy();
    assertThat(cloud.things().log).containsExactly("create A1");
  }

  @Test
  void checksParametersAgainstTheirConstraints() {
    assertThat(
            problemsOf(
                "{'Parameters':{'A':{'Type':'String'},"
                    + "'B':{'Type':'String','Default':'x','AllowedValues':['y','z']},"
                    + "'C':{'Type':'Number','Default':'11','MaxValue':10},"
                    + "'D':{'Type':'String','Default':'ab','MinLength':3},"
                    + "'E':{'Type':'AWS::EC2::KeyPair::KeyName','Default':'k'},"
                    + "'F':{'Type':'String','Default':'x1','AllowedPattern':'[a-z]+'}},"
                    + "'Resources':{"
                    + thing("T", "")
                    + "}}"))
        .containsExactly(
            "app/Parameters.A has no default and was given no value",
            "app/Parameters.B must be one of [y, z], was \"x\"",
            "app/Parameters.C breaks MaxValue 10",
            "app/Parameters.D breaks MinLength 3",
            "app/Parameters.E.Type is not supported as \"AWS::EC2::KeyPair::KeyName\"",
            "app/Parameters.F must match [a-z]+, was \"x1\"");
  }

  @Test
  void refusesAnAssetThatTheAssemblyDoesNotHold() {
    assertThat(problemsOf(resources(thing("A", "'Assets':['abc.zip']"))))
        .containsExactly("app/A needs the asset abc.zip, which the assembly does not hold");
  }

  @Test
  void refusesDuplicateKeysAndBrokenJson() {
    cloud.write("app", "{'Resources':{}\n,'Resources':{}}");
    assertThat(problems())
        .singleElement()
        .asString()
        .contains("app.template.json is not JSON: line 2");
  }

  @Test
  void refusesAnAssemblyForAnotherAccount() {
    cloud.write("app", resources(thing("A", "")));
    cloud.manifest(
        "'app':{'type':'aws:cloudformation:stack','environment':'aws://123456789012/eu-west-1',"
            + "'properties':{'templateFile':'app.template.json'}}");

    assertThat(problems())
        .containsExactly(
            "app is made for aws://123456789012/eu-west-1; here is aws://000000000000/us-east-1");
  }

  @Test
  void refusesFilesOutsideOfTheAssembly() {
    cloud.manifest(
        "'app':{'type':'aws:cloudformation:stack',"
            + "'environment':'aws://unknown-account/unknown-region',"
            + "'properties':{'templateFile':'../secret.json'}}");

    assertThat(problems())
        .containsExactly("manifest.json names a file outside of the assembly: \"../secret.json\"");
  }

  @Test
  void refusesAFolderThatIsNoAssembly() {
    assertThat(problems()).singleElement().asString().endsWith("manifest.json does not exist");
  }

  @Test
  void refusesTheSameExportTwice() {
    String template =
        "{'Resources':{"
            + thing("%s", "")
            + "},'Outputs':{'O':{'Value':'v','Export':{'Name':'n'}}}}";
    cloud.write("a", template.formatted("A"), "b", template.formatted("B"));

    assertThat(problems())
        .containsExactly("b/Outputs.O.Export.Name is n, which another output exports");
  }

  @Test
  void refusesWhatSynthesisAnnotatedAsWrong() {
    cloud.write("app", resources(thing("A", "")));
    cloud.file("more.json", "{'/app/A':[{'type':'aws:cdk:error','data':'no encryption'}]}");
    cloud.manifest(
        "'app':{'type':'aws:cloudformation:stack',"
            + "'environment':'aws://unknown-account/unknown-region',"
            + "'additionalMetadataFile':'more.json',"
            + "'metadata':{'/app/B':[{'type':'aws:cdk:error','data':'no key'}]},"
            + "'properties':{'templateFile':'app.template.json'}}");

    assertThat(problems())
        .containsExactly(
            "/app/B has an error from synthesis: no key",
            "/app/A has an error from synthesis: no encryption");
  }

  @Test
  void refusesPropertiesThatAreNoObjectOnceResolved() {
    assertThat(
            problemsOf(
                "{'Parameters':{'L':{'Type':'CommaDelimitedList','Default':'a'}},"
                    + "'Resources':{'A':{'Type':'Test::Thing','Properties':{'Ref':'L'}}}}"))
        .containsExactly("app/A.Properties must resolve to an object");
  }
}
