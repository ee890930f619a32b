package dev.sundial.local.sns;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sundial.local.endpoint.Account;
import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.iam.PolicyDocument;
import dev.sundial.local.stack.Pending;
import dev.sundial.local.wire.Trees;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Which attributes of a topic can be set, and to what. */
final class TopicSettings {
  static final String MANAGED_KEY = "alias/aws/sns";
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,256}");
  private static final int LONGEST_DISPLAY_NAME = 100;
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final List<String> OWNERS_ACTIONS =
      List.of(
          "SNS:GetTopicAttributes",
          "SNS:SetTopicAttributes",
          "SNS:AddPermission",
          "SNS:RemovePermission",
          "SNS:DeleteTopic",
          "SNS:Subscribe",
          "SNS:ListSubscriptionsByTopic",
          "SNS:Publish");

  private TopicSettings() {}

  /**
   * Refuses what is no name of a standard topic.
   *
   * @throws AwsError {@code InvalidParameter}
   */
  static void checkName(String name) {
    if (name.endsWith(".fifo")) {
      throw SnsErrors.notHere("FIFO topics");
    }
    if (!NAME.matcher(name).matches()) {
      throw SnsErrors.invalid("Topic Name");
    }
  }

  /**
   * Checks attributes that somebody wants to set. An empty text unsets.
   *
   * @throws AwsError naming the attribute
   */
  static void check(Map<String, String> attributes) {
    attributes.forEach(TopicSettings::check);
  }

  private static void check(String name, String value) {
    switch (name) {
      case "DisplayName" -> {
        if (value.length() > LONGEST_DISPLAY_NAME) {
          throw SnsErrors.invalid("DisplayName is longer than 100 characters");
        }
      }
      case StoredTopic.POLICY -> {
        if (!value.isEmpty() && !isPolicy(value)) {
          throw SnsErrors.invalid("Policy Error: null");
        }
      }
      case StoredTopic.KEY -> {
        if (!value.isEmpty() && !value.equals(MANAGED_KEY) && !Pending.in(value)) {
          throw SnsErrors.notHere(
              "KmsMasterKeyId " + value + ", only " + MANAGED_KEY + ": it has no KMS");
        }
      }
      case "SignatureVersion" -> {
        if (!value.matches("|1|2")) {
          throw SnsErrors.invalid("SignatureVersion");
        }
      }
      case "TracingConfig" -> {
        if (!value.matches("|PassThrough")) {
          throw SnsErrors.notHere("TracingConfig " + value);
        }
      }
      case "FifoTopic" -> {
        if (!value.equals("false")) {
          throw SnsErrors.notHere("FIFO topics");
        }
      }
      default -> throw SnsErrors.notHere("the attribute " + name);
    }
  }

  private static boolean isPolicy(String json) {
    try {
      return !PolicyDocument.statements(MAPPER.readTree(json), PolicyDocument.Kind.RESOURCE)
          .isEmpty();
    } catch (IOException | IllegalArgumentException e) {
      return false;
    }
  }

  /** What a topic's policy is until somebody sets one: the owner's account may. */
  static String defaultPolicy(String topicArn) {
    ObjectNode policy = Trees.object();
    policy.put("Version", "2008-10-17").put("Id", "__default_policy_ID");
    ObjectNode statement = policy.putArray("Statement").addObject();
    statement.put("Sid", "__default_statement_ID").put("Effect", "Allow");
    statement.putObject("Principal").put("AWS", "*");
    ArrayNode actions = statement.putArray("Action");
    OWNERS_ACTIONS.forEach(actions::add);
    statement.put("Resource", topicArn);
    statement.putObject("Condition").putObject("StringEquals").put("AWS:SourceOwner", Account.ID);
    return ((JsonNode) policy).toString();
  }
}
