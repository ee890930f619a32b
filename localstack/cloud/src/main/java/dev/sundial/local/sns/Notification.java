package dev.sundial.local.sns;

import dev.sundial.local.endpoint.AwsError;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What somebody publishes.
 *
 * @param id made when it was taken
 * @param message the text that every protocol gets which has none of its own
 * @param byProtocol texts for single protocols
 */
public record Notification(
    String id,
    String topicArn,
    @Nullable String subject,
    String message,
    Map<String, String> byProtocol,
    Map<String, NotificationAttribute> attributes,
    Instant published) {
  private static final int MOST_BYTES = 262_144;
  private static final int LONGEST_SUBJECT = 100;
  private static final Pattern NAME =
      Pattern.compile("(?!.*\\.\\.)[A-Za-z0-9_-][A-Za-z0-9_.-]{0,255}");
  private static final Pattern RESERVED =
      Pattern.compile("(AWS|Amazon)\\..*", Pattern.CASE_INSENSITIVE);

  /** Those of the reserved names that a user may give. */
  private static final Pattern OF_OTHER_PROTOCOLS =
      Pattern.compile(
          "AWS\\.SNS\\.SMS\\.(SenderID|SMSType|MaxPrice)"
              + "|AWS\\.MM\\.SMS\\.(OriginationNumber|EntityId|TemplateId)"
              + "|AWS\\.SNS\\.MOBILE\\..+");

  private static final Pattern TYPE = Pattern.compile("(String|Number|Binary)(\\.[^\\s]{1,249})?");
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?");

  public Notification {
    byProtocol = Map.copyOf(byProtocol);
    attributes = Collections.unmodifiableMap(new TreeMap<>(attributes));
  }

  /** The text for a protocol. */
  String messageFor(Protocol protocol) {
    return byProtocol.getOrDefault(protocol.id(), message);
  }

  /** What counts against the limit, with the texts as they were sent. */
  private int bytes(String sent) {
    int sum = sent.getBytes(StandardCharsets.UTF_8).length;
    for (Map.Entry<String, NotificationAttribute> entry : attributes.entrySet()) {
      sum += entry.getKey().length() + entry.getValue().type().length();
      sum += entry.getValue().value().getBytes(StandardCharsets.UTF_8).length;
    }
    return sum;
  }

  /**
   * Refuses what SNS refuses.
   *
   * @param sent the texts as they were sent
   * @throws AwsError {@code InvalidParameter}
   */
  void check(String sent) {
    if (message.isEmpty()) {
      throw SnsErrors.invalid("Empty message");
    }
    if (bytes(sent) > MOST_BYTES) {
      throw SnsErrors.invalid("Message too long");
    }
    if (subject != null && !isSubject(subject)) {
      throw SnsErrors.invalid("Subject");
    }
    attributes.forEach(Notification::check);
  }

  private static boolean isSubject(String text) {
    return !text.isEmpty()
        && text.length() <= LONGEST_SUBJECT
        && text.codePoints().noneMatch(Character::isISOControl)
        && !Character.isWhitespace(text.charAt(0));
  }

  private static void check(String name, NotificationAttribute attribute) {
    if (!NAME.matcher(name).matches() || name.endsWith(".")) {
      throw value("The message attribute name '" + name + "' is invalid.");
    }
    if (OF_OTHER_PROTOCOLS.matcher(name).matches()) {
      throw SnsErrors.notHere(
          "the message attribute " + name + ": there is neither SMS nor mobile push");
    }
    if (RESERVED.matcher(name).matches()) {
      throw value(
          "Message attribute names starting with 'AWS.' or 'Amazon.' are reserved for use by"
              + " Amazon.");
    }
    if (!TYPE.matcher(attribute.type()).matches()) {
      throw value(
          "The message attribute '"
              + name
              + "' has an invalid message attribute type, the set of"
              + " supported type prefixes is Binary, Number, and String.");
    }
    if (attribute.value().isEmpty()) {
      throw value(
          "The message attribute '"
              + name
              + "' must contain non-empty message attribute value for"
              + " message attribute type '"
              + attribute.type()
              + "'.");
    }
    if (attribute.type().startsWith("Number") && !NUMBER.matcher(attribute.value()).matches()) {
      throw value("Could not cast message attribute '" + name + "' value to number.");
    }
  }

  private static AwsError value(String message) {
    return new AwsError(400, "ParameterValueInvalid", message);
  }
}
