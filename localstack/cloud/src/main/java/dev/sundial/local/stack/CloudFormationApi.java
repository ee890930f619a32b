package dev.sundial.local.stack;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.endpoint.AwsRequest;
import dev.sundial.local.endpoint.AwsService;
import dev.sundial.local.wire.ModeledService;
import dev.sundial.local.wire.Operations;
import dev.sundial.local.wire.Page;
import dev.sundial.local.wire.Trees;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * CloudFormation's reading operations. Stacks change only with {@code ./sundial up}.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/">CloudFormation
 *     API reference</a>
 */
public final class CloudFormationApi {
  private static final String NAMESPACE = "http://cloudformation.amazonaws.com/doc/2010-05-15/";

  private static final String STACK = "StackName";
  private static final String LOGICAL = "LogicalResourceId";
  private static final String PHYSICAL = "PhysicalResourceId";
  private static final String TOKEN = "NextToken";
  private static final int MOST = 100;

  /** Names of status that AWS knows and stacks here never have. */
  private static final Set<String> ELSEWHERE =
      Set.of(
          "ROLLBACK_IN_PROGRESS",
          "ROLLBACK_FAILED",
          "ROLLBACK_COMPLETE",
          "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS",
          "UPDATE_ROLLBACK_IN_PROGRESS",
          "UPDATE_ROLLBACK_FAILED",
          "UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS",
          "UPDATE_ROLLBACK_COMPLETE",
          "REVIEW_IN_PROGRESS",
          "IMPORT_IN_PROGRESS",
          "IMPORT_COMPLETE",
          "IMPORT_ROLLBACK_IN_PROGRESS",
          "IMPORT_ROLLBACK_FAILED",
          "IMPORT_ROLLBACK_COMPLETE");

  private final Stacks stacks;

  public CloudFormationApi(Stacks stacks) {
    this.stacks = stacks;
  }

  public AwsService service() {
    return new ModeledService(
        "cloudformation",
        NAMESPACE,
        new Operations()
            .on("DescribeStacks", this::describeStacks, STACK, TOKEN)
            .on("ListStacks", this::listStacks, "StackStatusFilter", TOKEN)
            .on("ListStackResources", this::listStackResources, STACK, TOKEN)
            .on("DescribeStackResource", this::describeStackResource, STACK, LOGICAL)
            .on("DescribeStackResources", this::describeStackResources, STACK, LOGICAL, PHYSICAL)
            .on("DescribeStackEvents", this::describeStackEvents, STACK, TOKEN)
            .on("GetTemplate", this::getTemplate, STACK, "TemplateStage")
            .on("ListExports", this::listExports, TOKEN)
            .table());
  }

  private ObjectNode describeStacks(ObjectNode input, AwsRequest request) {
    String name = Trees.text(input, STACK, "");
    ObjectNode output = Trees.object();
    ArrayNode list = output.putArray("Stacks");
    List<StoredStack> asked = name.isEmpty() ? stacks.stacks() : List.of(stack(name));
    paged(asked, StoredStack::name, input, output)
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
    input.path("StackStatusFilter").forEach(status -> wanted.add(known(status.asText())));
    ObjectNode output = Trees.object();
    ArrayNode list = output.putArray("StackSummaries");
    List<StoredStack> asked =
        stacks.stacks().stream()
            .filter(stack -> wanted.isEmpty() || wanted.contains(stack.status().name()))
            .toList();
    for (StoredStack stack : paged(asked, StoredStack::name, input, output)) {
      ObjectNode node = list.addObject();
      summarize(node, stack);
      putText(node, "TemplateDescription", stack.description());
    }
    return output;
  }

  private static String known(String status) {
    boolean here = Arrays.stream(Status.values()).anyMatch(one -> one.name().equals(status));
    if (!here && !ELSEWHERE.contains(status)) {
      throw invalid(
          "1 validation error detected: Value '["
              + status
              + "]' at 'stackStatusFilter' failed to satisfy constraint: Member must satisfy enum value set");
    }
    return status;
  }

  private static void summarize(ObjectNode node, StoredStack stack) {
    node.put("StackId", stack.id()).put(STACK, stack.name());
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
    StoredStack stack = stack(required(input, STACK, "stackName"));
    ObjectNode output = Trees.object();
    ArrayNode list = output.putArray("StackResourceSummaries");
    paged(stacks.resources(stack.name()), StoredResource::logicalId, input, output)
        .forEach(each -> describe(list.addObject(), each, "LastUpdatedTimestamp"));
    return output;
  }

  private ObjectNode describeStackResource(ObjectNode input, AwsRequest request) {
    StoredStack stack = stack(required(input, STACK, "stackName"));
    String id = required(input, LOGICAL, "logicalResourceId");
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
    String id = Trees.text(input, LOGICAL, "");
    String physicalId = Trees.text(input, PHYSICAL, "");
    if (physicalId.isEmpty() == Trees.text(input, STACK, "").isEmpty()) {
      throw invalid("Specify either StackName or PhysicalResourceId, and not both");
    }
    StoredStack stack =
        meant(stacks, input)
            .orElseThrow(
                () ->
                    physicalId.isEmpty()
                        ? noStack(Trees.text(input, STACK))
                        : invalid("Stack for " + physicalId + " does not exist"));
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

  /**
   * The stack that a request is about: by name, by ARN, or by one of its resources; empty when it
   * is about none in particular, or that does not exist.
   */
  public static Optional<StoredStack> meant(Stacks stacks, ObjectNode input) {
    String name = Trees.text(input, STACK, "");
    String physicalId = Trees.text(input, PHYSICAL, "");
    if (!name.isEmpty() || physicalId.isEmpty()) {
      return stacks.stack(name);
    }
    return stacks.stacks().stream()
        .filter(
            stack ->
                stacks.resources(stack.name()).stream()
                    .anyMatch(resource -> physicalId.equals(resource.physicalId())))
        .findFirst();
  }

  private static void named(ObjectNode node, StoredStack stack) {
    node.put(STACK, stack.name()).put("StackId", stack.id());
  }

  private static void describe(ObjectNode node, StoredResource resource, String timeMember) {
    node.put(LOGICAL, resource.logicalId());
    String physicalId = resource.physicalId();
    if (physicalId != null) {
      node.put(PHYSICAL, physicalId);
    }
    node.put("ResourceType", resource.type());
    node.put(timeMember, time(resource.since()));
    node.put("ResourceStatus", resource.status().name());
    putText(node, "ResourceStatusReason", resource.reason());
    node.putObject("DriftInformation").put("StackResourceDriftStatus", "NOT_CHECKED");
  }

  private ObjectNode describeStackEvents(ObjectNode input, AwsRequest request) {
    StoredStack stack = stack(required(input, STACK, "stackName"));
    ObjectNode output = Trees.object();
    ArrayNode list = output.putArray("StackEvents");
    for (StackEvent event :
        paged(stacks.events(stack.name()), CloudFormationApi::newestFirst, input, output)) {
      ObjectNode node = list.addObject();
      named(node, stack);
      node.put("EventId", event.logicalId() + "-" + event.number());
      node.put(LOGICAL, event.logicalId());
      node.put(PHYSICAL, event.physicalId());
      node.put("ResourceType", event.type());
      node.put("Timestamp", time(event.at()));
      node.put("ResourceStatus", event.status().name());
      putText(node, "ResourceStatusReason", event.reason());
    }
    return output;
  }

  /** The part of a list that is asked for; the output gets the token of what follows. */
  private static <T> List<T> paged(
      List<T> all, Function<T, String> key, ObjectNode input, ObjectNode output) {
    String token = Trees.text(input, TOKEN, "");
    Page<T> page = Page.of(all, key, token, MOST, invalid("NextToken is not valid: " + token));
    page.next().ifPresent(next -> output.put(TOKEN, next));
    return page.items();
  }

  private static String newestFirst(StackEvent event) {
    return "%019d".formatted(Long.MAX_VALUE - event.number());
  }

  private ObjectNode getTemplate(ObjectNode input, AwsRequest request) {
    StoredStack stack = stack(required(input, STACK, "stackName"));
    String stage = Trees.text(input, "TemplateStage", "Original");
    if (!stage.equals("Original") && !stage.equals("Processed")) {
      throw invalid("TemplateStage must be Original or Processed, was " + stage);
    }
    ObjectNode output = Trees.object();
    output.put("TemplateBody", stack.template());
    output.putArray("StagesAvailable").add("Original").add("Processed");
    return output;
  }

  private ObjectNode listExports(ObjectNode input, AwsRequest request) {
    ObjectNode output = Trees.object();
    ArrayNode list = output.putArray("Exports");
    paged(stacks.exports(), export -> export.name(), input, output)
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
    return found.orElseThrow(() -> noStack(nameOrId));
  }

  private static AwsError noStack(String nameOrId) {
    return invalid("Stack with id " + nameOrId + " does not exist");
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
