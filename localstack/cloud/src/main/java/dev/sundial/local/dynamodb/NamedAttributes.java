package dev.sundial.local.dynamodb;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sundial.local.wire.Trees;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The attributes that a write names: those of the key or the item, and the first of each path in
 * its expressions.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html">Using
 *     IAM policy conditions for fine-grained access control</a>
 */
final class NamedAttributes {
  private static final List<String> BY_NAME =
      List.of("Key", "Item", "AttributeUpdates", "Expected");
  private static final List<String> EXPRESSIONS =
      List.of("UpdateExpression", "ConditionExpression");
  private static final Set<String> KEYWORDS =
      Set.of("ADD", "AND", "BETWEEN", "DELETE", "IN", "NOT", "OR", "REMOVE", "SET");

  /** A value, what follows in a path, a function with its parenthesis, or a name. */
  private static final Pattern WORD = Pattern.compile("[:.\\[]\\s*#?\\w+|\\w+\\s*\\(|#?\\w+");

  private NamedAttributes() {}

  /**
   * @param input of {@code PutItem}, {@code UpdateItem}, {@code DeleteItem} or the like, alone or
   *     within a transaction
   */
  static List<String> of(ObjectNode input) {
    Set<String> names = new TreeSet<>();
    for (String member : BY_NAME) {
      input.path(member).fieldNames().forEachRemaining(names::add);
    }
    for (String member : EXPRESSIONS) {
      Matcher words = WORD.matcher(Trees.text(input, member, ""));
      while (words.find()) {
        String word = words.group();
        if (word.startsWith("#")) {
          names.add(input.path("ExpressionAttributeNames").path(word).asText(word));
        } else if (Character.isLetterOrDigit(word.charAt(0)) || word.charAt(0) == '_') {
          add(word, names);
        }
      }
    }
    return List.copyOf(names);
  }

  private static void add(String word, Set<String> names) {
    if (!word.endsWith("(") && !KEYWORDS.contains(word.toUpperCase(Locale.ROOT))) {
      names.add(word);
    }
  }
}
