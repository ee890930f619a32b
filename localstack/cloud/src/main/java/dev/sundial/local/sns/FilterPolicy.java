package dev.sundial.local.sns;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.events.EventPattern;
import dev.sundial.local.wire.Trees;
import java.util.Map;

/**
 * Which messages a subscription wants, by their attributes or by their body. The language is that
 * of event patterns.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-subscription-filter-policies.html">
 *     Subscription filter policies</a>
 */
final class FilterPolicy {
  private static final int MOST_KEYS = 5;
  private static final int MOST_COMBINATIONS = 150;
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final EventPattern pattern;
  private final boolean byBody;
  private final boolean everything;

  private FilterPolicy(EventPattern pattern, boolean byBody, boolean everything) {
    this.pattern = pattern;
    this.byBody = byBody;
    this.everything = everything;
  }

  /**
   * @param scope {@code MessageAttributes} or {@code MessageBody}
   * @throws AwsError {@code InvalidParameter}, naming what is wrong or not implemented
   */
  static FilterPolicy parse(String json, String scope) {
    boolean byBody = scope.equals(SubscriptionSettings.BY_BODY);
    try {
      JsonNode policy = MAPPER.readTree(json);
      if (policy.isObject() && policy.isEmpty()) {
        return new FilterPolicy(EventPattern.parse("{\"any\":[{\"exists\":true}]}"), byBody, true);
      }
      checkSize(policy, byBody);
      return new FilterPolicy(EventPattern.parse(json), byBody, false);
    } catch (JsonProcessingException e) {
      throw refused("failed to parse JSON. " + e.getOriginalMessage());
    } catch (AwsError e) {
      throw refused(e.text().replaceFirst("^Event pattern is not valid\\. Reason: ", ""));
    }
  }

  private static AwsError refused(String why) {
    return SnsErrors.invalid("FilterPolicy: " + why.replaceFirst("^.*FilterPolicy: ", ""));
  }

  private static void checkSize(JsonNode policy, boolean nested) {
    int[] keysAndCombinations = {0, 1};
    count(policy, nested, keysAndCombinations);
    if (keysAndCombinations[0] > MOST_KEYS) {
      throw refused("Filter policy can not have more than " + MOST_KEYS + " keys");
    }
    if (keysAndCombinations[1] > MOST_COMBINATIONS) {
      throw refused("Filter policy is too complex");
    }
  }

  private static void count(JsonNode policy, boolean nested, int[] sums) {
    for (Map.Entry<String, JsonNode> field : policy.properties()) {
      JsonNode value = field.getValue();
      if (field.getKey().equals("$or")) {
        value.forEach(one -> count(one, nested, sums));
      } else if (value.isObject()) {
        if (!nested) {
          throw refused(
              "Filter policy scope MessageAttributes does not support nested filter policy: \""
                  + field.getKey()
                  + "\" must be a list");
        }
        count(value, true, sums);
      } else {
        sums[0]++;
        sums[1] = Math.min(1_000_000, sums[1] * Math.max(1, value.size()));
      }
    }
  }

  boolean matches(Notification notification) {
    if (everything) {
      return true;
    }
    if (!byBody) {
      return pattern.matches(attributes(notification.attributes()));
    }
    try {
      JsonNode body = MAPPER.readTree(notification.message());
      return body != null && body.isObject() && pattern.matches(body);
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  /** A text or number each; an array of them for {@code String.Array}. Binary ones cannot match. */
  private static ObjectNode attributes(Map<String, NotificationAttribute> attributes) {
    ObjectNode node = Trees.object();
    attributes.forEach(
        (name, attribute) -> {
          String type = attribute.type();
          String value = attribute.value();
          if (type.equals("String.Array")) {
            node.set(name, json(value));
          } else if (type.startsWith("Number")) {
            node.set(name, json(value));
          } else if (type.startsWith("String")) {
            node.put(name, value);
          }
        });
    return node;
  }

  private static JsonNode json(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      return Trees.object().textNode(text);
    }
  }
}
