package dev.sundial.local.stack;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.endpoint.AwsRequest;
import dev.sundial.local.endpoint.AwsService;
import dev.sundial.local.wire.ModeledService;
import dev.sundial.local.wire.Operation;
import dev.sundial.local.wire.Trees;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * CloudFormation's reading operations. Stacks change only with {@code ./sundial up}.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/">CloudFormation
 *     API reference</a>
 */
public final class CloudFormationApi {
  private static final String NAMESPACE = "http://cloudformation.amazonaws.com/doc/2010-05-15/";

  private final Stacks stacks;

  public CloudFormationApi(Stacks stacks) {
    this.stacks = stacks;
  }

  public AwsService service() {
    Map<String, Operation> operations = new LinkedHashMap<>();
    operations.put("DescribeStacks", this::describeStacks);
    operations.put("ListStacks", this::listStacks);
    operations.put("ListStackResources", this::listStackResources);
    operations.put("DescribeStackResource", this::describeStackResource);
    operations.put("DescribeStackResources", this::describeStackResources);
    operations.put("DescribeStackEvents", this::describeStackEvents);
    operations.put("GetTemplate", this::getTemplate);
    operations.put("ListExports", this::listExports);
    return new ModeledService("cloudformation", NAMESPACE, operations);
  }

  private ObjectNode describeStacks(ObjectNode input, AwsRequest request) {
    String name = Trees.text(input, "StackName", "");
    ObjectNode output = Trees.object();
    ArrayNode list = output.putArray("Stacks");
    (name.isEmpty() ? stacks.stacks() : List.of(stack(name)))
        .forEach(stack -> describe(list.addObject(), stack));
    return output;
  }

  private static void describe(ObjectNode node, StoredStack stack) {
    summarize(node, stack);
    putText(node, "Description", stack.description());
    ArrayNode parameters = node.putArray("Parameters");
    stack
        .parameters()
        .forEach(
            parameter ->
                parameters
                    .addObject()
                    .put("ParameterKey", parameter.key())
                    .put("ParameterValue", parameter.value()));
    ArrayNode outputs = node.putArray("Outputs");
    for (StoredStack.OutputValue output : stack.outputs()) {
      ObjectNode item =
          outputs.addObject().put("OutputKey", output.key()).put("OutputValue", output.value());
      putText(item, "Description", output.description());
      if (output.exportName() != null) {
        item.put("ExportName", output.exportName());
      }
    }
    node.put("DisableRollback", true);
    node.put("EnableTerminationProtection", false);
    node.putArray("NotificationARNs");
    node.putArray("Tags");
  }

  private ObjectNode listStacks(ObjectNode input, AwsRequest request) {
    Set<String> wanted = new HashSet<>();
    input.path("StackStatusFilter").forEach(status -> wanted.add(status.asText()));
    ObjectNode output = Trees.object();
    ArrayNode list = output.putArray("StackSummaries");
    for (StoredStack stack : stacks.stacks()) {
      if (wanted.isEmpty() || wanted.contains(stack.status().name())) {
        ObjectNode node = list.addObject();
        summarize(node, stack);
        putText(node, "TemplateDescription", stack.description());
      }
    }
    return output;
  }

  private static void summarize(ObjectNode node, StoredStack stack) {
    node.put("StackId", stack.id()).put("StackName", stack.name());
    node.put("CreationTime", time(stack.createdAt()));
    Instant updated = stack.updatedAt();
    if (updated != null) {
      node.put("LastUpdatedTime", time(updated));
    }
    node.put("StackStatus", stack.status().name());
    putText(node, "StackStatusReason", stack.reason());
    node.putObject("DriftInformation").put("StackDriftStatus", "NOT_CHECKED");
  }

  private ObjectNode listStackResources(ObjectNode input, AwsRequest request) {
    StoredStack stack = stack(required(input, "StackName", "stackName"));
    ObjectNode output = Trees.object();
    ArrayNode list = output.putArray("StackResourceSummaries");
    for (StoredResource resource : stacks.resources(stack.name())) {
      describe(list.addObject(), resource, "LastUpdatedTimestamp");
    }
    return output;
  }

  private ObjectNode describeStackResource(ObjectNode input, AwsRequest request) {
    StoredStack stack = stack(required(input, "StackName", "stackName"));
    String id = required(input, "LogicalResourceId", "logicalResourceId");
    StoredResource resource =
        stacks.resources(stack.name()).stream()
            .filter(candidate -> candidate.logicalId().equals(id))
            .findFirst()
            .orElseThrow(
                () -> invalid("Resource " + id + " does not exist for stack " + stack.name()));
    ObjectNode output = Trees.object();
    ObjectNode detail = output.putObject("StackResourceDetail");
    named(detail, stack);
    describe(detail, resource, "LastUpdatedTimestamp");
    return output;
  }

  private ObjectNode describeStackResources(ObjectNode input, AwsRequest request) {
    String id = Trees.text(input, "LogicalResourceId", "");
    String physicalId = Trees.text(input, "PhysicalResourceId", "");
    StoredStack stack =
        physicalId.isEmpty()
            ? stack(required(input, "StackName", "stackName"))
            : stackOf(physicalId);
    ObjectNode output = Trees.object();
    ArrayNode list = output.putArray("StackResources");
    for (StoredResource resource : stacks.resources(stack.name())) {
      if (id.isEmpty() || resource.logicalId().equals(id)) {
        ObjectNode node = list.addObject();
        named(node, stack);
        describe(node, resource, "Timestamp");
      }
    }
    return output;
  }

  private StoredStack stackOf(String physicalId) {
    return stacks.stacks().stream()
        .filter(
            stack ->
                stacks.resources(stack.name()).stream()
                    .anyMatch(resource -> physicalId.equals(resource.physicalId())))
        .findFirst()
        .orElseThrow(() -> invalid("Stack for " + physicalId + " does not exist"));
  }

  private static void named(ObjectNode node, StoredStack stack) {
    node.put("StackName", stack.name()).put("StackId", stack.id());
  }

  private static void describe(ObjectNode node, StoredResource resource, String timeMember) {
    node.put("LogicalResourceId", resource.logicalId());
    String physicalId = resource.physicalId();
    if (physicalId != null) {
      node.put("PhysicalResourceId", physicalId);
    }
    node.put("ResourceType", resource.type());
    node.put(timeMember, time(resource.since()));
    node.put("ResourceStatus", resource.status().name());
    putText(node, "ResourceStatusReason", resource.reason());
    node.putObject("DriftInformation").put("StackResourceDriftStatus", "NOT_CHECKED");
  }

  private ObjectNode describeStackEvents(ObjectNode input, AwsRequest request) {
    StoredStack stack = stack(required(input, "StackName", "stackName"));
    ObjectNode output = Trees.object();
    ArrayNode list = output.putArray("StackEvents");
    for (StackEvent event : stacks.events(stack.name())) {
      ObjectNode node = list.addObject();
      named(node, stack);
      node.put("EventId", event.logicalId() + "-" + event.number());
      node.put("LogicalResourceId", event.logicalId());
      node.put("PhysicalResourceId", event.physicalId());
      node.put("ResourceType", event.type());
      node.put("Timestamp", time(event.at()));
      node.put("ResourceStatus", event.status().name());
      putText(node, "ResourceStatusReason", event.reason());
    }
    return output;
  }

  private ObjectNode getTemplate(ObjectNode input, AwsRequest request) {
    StoredStack stack = stack(required(input, "StackName", "stackName"));
    ObjectNode output = Trees.object();
    output.put("TemplateBody", stack.template());
    output.putArray("StagesAvailable").add("Original").add("Processed");
    return output;
  }

  private ObjectNode listExports(ObjectNode input, AwsRequest request) {
    ObjectNode output = Trees.object();
    ArrayNode list = output.putArray("Exports");
    stacks
        .exports()
        .forEach(
            export ->
                list.addObject()
                    .put("ExportingStackId", export.stackId())
                    .put("Name", export.name())
                    .put("Value", export.value()));
    return output;
  }

  private StoredStack stack(String nameOrId) {
    Optional<StoredStack> found = stacks.stack(nameOrId);
    return found.orElseThrow(() -> invalid("Stack with id " + nameOrId + " does not exist"));
  }

  private static String required(ObjectNode input, String member, String shown) {
    String value = Trees.text(input, member, "");
    if (value.isEmpty()) {
      throw invalid(
          "1 validation error detected: Value null at '"
              + shown
              + "' failed to satisfy constraint: Member must not be null");
    }
    return value;
  }

  private static void putText(ObjectNode node, String member, String text) {
    if (!text.isEmpty()) {
      node.put(member, text);
    }
  }

  private static String time(Instant at) {
    return at.truncatedTo(ChronoUnit.MILLIS).toString();
  }

  private static AwsError invalid(String message) {
    return new AwsError(400, "ValidationError", message);
  }
}
