package dev.sundial.local.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sundial.local.wire.Trees;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.TreeMap;

/** Functions and what belongs to them, as Lambda's API shows them. */
final class FunctionShapes {
  private static final DateTimeFormatter MODIFIED =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'+0000'").withZone(ZoneOffset.UTC);

  private FunctionShapes() {}

  /** {@code FunctionConfiguration}; the ARN carries the qualifier that was asked for. */
  static ObjectNode configuration(FunctionVersion version, String qualifier) {
    FunctionSettings settings = version.settings();
    String arn = FunctionVersion.arn(version.functionName());
    ObjectNode node = Trees.object();
    node.put("FunctionName", version.functionName());
    node.put("FunctionArn", qualifier.isEmpty() ? arn : arn + ":" + qualifier);
    node.put("Runtime", settings.runtime());
    node.put("Role", settings.roleArn());
    node.put("Handler", settings.handler());
    node.put("CodeSize", settings.codeBytes());
    node.put("Description", settings.description());
    node.put("Timeout", settings.timeoutSeconds());
    node.put("MemorySize", settings.memoryMegabytes());
    node.put("LastModified", MODIFIED.format(version.modified()));
    node.put("CodeSha256", settings.codeSha256());
    node.put("Version", version.version());
    node.put("RevisionId", version.revision());
    node.put("State", "Active");
    node.put("LastUpdateStatus", "Successful");
    node.put("PackageType", "Zip");
    node.putObject("TracingConfig").put("Mode", "PassThrough");
    node.putObject("EphemeralStorage").put("Size", 512);
    ArrayNode architectures = node.putArray("Architectures");
    settings.architectures().forEach(architectures::add);
    if (!settings.variables().isEmpty()) {
      ObjectNode variables = node.putObject("Environment").putObject("Variables");
      new TreeMap<>(settings.variables()).forEach(variables::put);
    }
    if (settings.deadLetterArn() != null) {
      node.putObject("DeadLetterConfig").put("TargetArn", settings.deadLetterArn());
    }
    boolean snapshot = settings.snapStart() && !version.version().equals(FunctionVersion.LATEST);
    node.putObject("SnapStart")
        .put("ApplyOn", settings.snapStart() ? "PublishedVersions" : "None")
        .put("OptimizationStatus", snapshot ? "On" : "Off");
    node.putObject("LoggingConfig").put("LogFormat", "Text").put("LogGroup", settings.logGroup());
    return node;
  }

  static ObjectNode alias(String functionName, FunctionAlias alias) {
    return Trees.object()
        .put("AliasArn", FunctionVersion.arn(functionName) + ":" + alias.name())
        .put("Name", alias.name())
        .put("FunctionVersion", alias.version())
        .put("Description", alias.description())
        .put("RevisionId", alias.revision());
  }

  static ObjectNode invokeConfig(FunctionRef ref, EventInvokeConfig config) {
    ObjectNode node = Trees.object();
    node.put("LastModified", seconds(config.modified()));
    node.put("FunctionArn", FunctionVersion.arn(ref.name()) + ":" + ref.qualifierOrLatest());
    if (config.maximumRetryAttempts() != null) {
      node.put("MaximumRetryAttempts", config.maximumRetryAttempts());
    }
    if (config.maximumEventAgeSeconds() != null) {
      node.put("MaximumEventAgeInSeconds", config.maximumEventAgeSeconds());
    }
    ObjectNode destinations = node.putObject("DestinationConfig");
    ObjectNode onSuccess = destinations.putObject("OnSuccess");
    ObjectNode onFailure = destinations.putObject("OnFailure");
    if (config.onSuccess() != null) {
      onSuccess.put("Destination", config.onSuccess());
    }
    if (config.onFailure() != null) {
      onFailure.put("Destination", config.onFailure());
    }
    return node;
  }

  /** The resource policy, as the JSON text that {@code GetPolicy} gives. */
  static String policy(String functionName, String qualifier, List<PolicyStatement> statements) {
    ObjectNode policy = Trees.object().put("Version", "2012-10-17").put("Id", "default");
    ArrayNode list = policy.putArray("Statement");
    for (PolicyStatement statement : statements) {
      ObjectNode node = list.addObject();
      node.put("Sid", statement.id()).put("Effect", "Allow");
      node.set("Principal", principal(statement.principal()));
      node.put("Action", statement.action());
      String arn = FunctionVersion.arn(functionName);
      node.put("Resource", qualifier.isEmpty() ? arn : arn + ":" + qualifier);
      ObjectNode conditions = Trees.object();
      if (statement.sourceAccount() != null) {
        conditions.putObject("StringEquals").put("AWS:SourceAccount", statement.sourceAccount());
      }
      if (statement.sourceArn() != null) {
        conditions.putObject("ArnLike").put("AWS:SourceArn", statement.sourceArn());
      }
      if (!conditions.isEmpty()) {
        node.set("Condition", conditions);
      }
    }
    return policy.toString();
  }

  private static JsonNode principal(String principal) {
    if (principal.equals("*")) {
      return Trees.object().textNode("*");
    }
    return principal.endsWith(".amazonaws.com")
        ? Trees.object().put("Service", principal)
        : Trees.object()
            .put(
                "AWS",
                principal.matches("\\d{12}") ? "arn:aws:iam::" + principal + ":root" : principal);
  }

  private static double seconds(Instant time) {
    return time.toEpochMilli() / 1000.0;
  }
}
