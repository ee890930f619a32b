package dev.sundial.local.stack;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sundial.local.endpoint.Account;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** What {@code AWS::…} names stand for here. */
final class PseudoParameters {

  private PseudoParameters() {}

  static Meaning of(String stack, String name) {
    return switch (name) {
      case "AWS::AccountId" -> known(Account.ID);
      case "AWS::Region" -> known(Account.REGION);
      case "AWS::Partition" -> known(Account.PARTITION);
      case "AWS::URLSuffix" -> known(Account.URL_SUFFIX);
      case "AWS::StackName" -> known(stack);
      case "AWS::StackId" -> known(stackId(stack));
      case "AWS::NoValue" -> new Meaning.Nothing();
      default -> new Meaning.Unknown("a pseudo parameter that is not supported");
    };
  }

  /** The ARN of a stack; the same each time, so that templates resolve to the same values. */
  static String stackId(String stack) {
    UUID id = UUID.nameUUIDFromBytes(stack.getBytes(StandardCharsets.UTF_8));
    return Account.arn("cloudformation", "stack/" + stack + "/" + id);
  }

  private static Meaning known(String value) {
    return new Meaning.Known(JsonNodeFactory.instance.textNode(value));
  }
}
