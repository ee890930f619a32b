package dev.sundial.local.stack;

import static dev.sundial.local.stack.TestAssembly.resources;
import static dev.sundial.local.stack.TestAssembly.thing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.sundial.local.testing.ClientEndpoint;
import dev.sundial.local.wire.Trees;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.Export;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.ResourceStatus;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;
import software.amazon.awssdk.services.cloudformation.model.StackResourceSummary;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;
import software.amazon.awssdk.services.cloudformation.model.StackSummary;

final class CloudFormationApiTest {
  private static final String TEMPLATE =
      "{'Description':'A <stack> & more','Parameters':{'P':{'Type':'String','Default':'v'},"
          + "'Secret':{'Type':'String','Default':'s','NoEcho':true}},'Resources':{"
          + thing("A", "'Value':'1'")
          + "},'Outputs':{'Arn':{'Value':{'Fn::GetAtt':'A.Arn'},'Description':'its ARN',"
          + "'Export':{'Name':'exported'}}}}";

  private final TestAssembly cloud;
  private final ClientEndpoint endpoint;
  private final CloudFormationClient client;

  CloudFormationApiTest(@TempDir Path folder) throws Exception {
    cloud = new TestAssembly(folder);
    endpoint = new ClientEndpoint(new CloudFormationApi(cloud.stacks()).service());
    client = endpoint.client(CloudFormationClient.builder());
    cloud.write("app", TEMPLATE, "other", resources(thing("B", ""))).deploy();
  }

  @AfterEach
  void stop() throws Exception {
    client.close();
    endpoint.close();
  }

  @Test
  void describesStacksWithOutputsAndParameters() {
    Stack stack = client.describeStacks(r -> r.stackName("app")).stacks().getFirst();

    assertThat(stack.stackStatus()).isEqualTo(StackStatus.CREATE_COMPLETE);
    assertThat(stack.description()).isEqualTo("A <stack> & more");
    assertThat(stack.creationTime()).isEqualTo(TestAssembly.NOW);
    assertThat(stack.parameters())
        .extracting(p -> p.parameterKey() + "=" + p.parameterValue())
        .containsExactly("P=v", "Secret=****");
    assertThat(stack.outputs())
        .extracting(Output::outputKey, Output::outputValue, Output::description, Output::exportName)
        .containsExactly(tuple("Arn", "arn:thing:A1", "its ARN", "exported"));
    assertThat(client.describeStacks(r -> r.stackName(stack.stackId())).stacks()).hasSize(1);
    assertThat(client.describeStacks().stacks())
        .extracting(Stack::stackName)
        .containsExactly("app", "other");
  }

  @Test
  void knowsAStackByItsNameItsArnOrAResource() {
    String id = client.describeStacks(r -> r.stackName("app")).stacks().getFirst().stackId();
    String physicalId =
        client
            .listStackResources(r -> r.stackName("app"))
            .stackResourceSummaries()
            .getFirst()
            .physicalResourceId();

    assertThat(meant("StackName", "app")).hasValue(id);
    assertThat(meant("StackName", id)).hasValue(id);
    assertThat(meant("PhysicalResourceId", physicalId)).hasValue(id);
    assertThat(meant("StackName", "absent")).isEmpty();
    assertThat(meant("PhysicalResourceId", "absent")).isEmpty();
    assertThat(meant("LogicalResourceId", "A")).isEmpty();

    assertThat(
            client.describeStackResources(r -> r.physicalResourceId(physicalId)).stackResources())
        .hasSize(1);
    assertThatThrownBy(
            () ->
                client.describeStackResources(
                    r -> r.stackName("other").physicalResourceId(physicalId)))
        .hasMessageContaining("not both");
  }

  private Optional<String> meant(String member, String value) {
    return CloudFormationApi.meant(cloud.stacks(), Trees.object().put(member, value))
        .map(StoredStack::id);
  }

  @Test
  void listsStacksByStatus() {
    assertThat(
            client
                .listStacks(r -> r.stackStatusFilters(StackStatus.CREATE_COMPLETE))
                .stackSummaries())
        .extracting(StackSummary::stackName)
        .containsExactly("app", "other");
    assertThat(
            client
                .listStacks(r -> r.stackStatusFilters(StackStatus.UPDATE_FAILED))
                .stackSummaries())
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"!", "not base64"})
  void noListTakesATokenThatItDidNotGive(String token) {
    List<ThrowingCallable> lists =
        List.of(
            () -> client.describeStacks(r -> r.nextToken(token)),
            () -> client.listStacks(r -> r.nextToken(token)),
            () -> client.listExports(r -> r.nextToken(token)),
            () -> client.listStackResources(r -> r.stackName("app").nextToken(token)),
            () -> client.describeStackEvents(r -> r.stackName("app").nextToken(token)));
    assertThat(lists)
        .allSatisfy(
            list -> assertThatThrownBy(list).hasMessageContaining("NextToken is not valid"));
  }

  @Test
  void listsResources() {
    assertThat(client.listStackResources(r -> r.stackName("app")).stackResourceSummaries())
        .extracting(
            StackResourceSummary::logicalResourceId,
            StackResourceSummary::physicalResourceId,
            StackResourceSummary::resourceType,
            StackResourceSummary::resourceStatus)
        .containsExactly(tuple("A", "A1", "Test::Thing", ResourceStatus.CREATE_COMPLETE));
    assertThat(client.describeStackResources(r -> r.physicalResourceId("B1")).stackResources())
        .extracting(r -> r.stackName() + "/" + r.logicalResourceId())
        .containsExactly("other/B");
    assertThat(
            client
                .describeStackResource(r -> r.stackName("app").logicalResourceId("A"))
                .stackResourceDetail()
                .physicalResourceId())
        .isEqualTo("A1");
  }

  @Test
  void tellsEventsNewestFirst() {
    assertThat(client.describeStackEvents(r -> r.stackName("app")).stackEvents())
        .extracting(StackEvent::logicalResourceId, StackEvent::resourceStatus)
        .startsWith(
            tuple("app", ResourceStatus.CREATE_COMPLETE),
            tuple("A", ResourceStatus.CREATE_COMPLETE));
  }

  @Test
  void givesTheTemplateBack() {
    assertThat(client.getTemplate(r -> r.stackName("app")).templateBody())
        .isEqualTo(TEMPLATE.replace('\'', '"'));
  }

  @Test
  void listsExports() {
    assertThat(client.listExports().exports())
        .extracting(Export::name, Export::value)
        .containsExactly(tuple("exported", "arn:thing:A1"));
  }

  @Test
  void refusesAsAwsDoes() {
    assertThatThrownBy(() -> client.describeStacks(r -> r.stackName("gone")))
        .isInstanceOfSatisfying(
            CloudFormationException.class,
            e -> {
              assertThat(e.statusCode()).isEqualTo(400);
              assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ValidationError");
              assertThat(e.awsErrorDetails().errorMessage())
                  .isEqualTo("Stack with id gone does not exist");
            });
    assertThatThrownBy(
            () -> client.describeStackResource(r -> r.stackName("app").logicalResourceId("X")))
        .hasMessageContaining("Resource X does not exist for stack app");
    assertThatThrownBy(() -> client.deleteStack(r -> r.stackName("app")))
        .isInstanceOfSatisfying(
            CloudFormationException.class,
            e -> {
              assertThat(e.awsErrorDetails().errorCode()).isEqualTo("InvalidAction");
              assertThat(e.getMessage()).contains("DeleteStack");
            });
  }
}
