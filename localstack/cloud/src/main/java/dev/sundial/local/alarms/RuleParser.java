package dev.sundial.local.alarms;

import dev.sundial.local.endpoint.Account;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the rule of a composite alarm: {@code ALARM}, {@code OK} and {@code INSUFFICIENT_DATA} of
 * an alarm's name or ARN, quoted or not, {@code TRUE} and {@code FALSE}, joined by {@code NOT},
 * {@code AND}, {@code OR}, which bind in this order, and parentheses.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html">PutCompositeAlarm</a>
 */
final class RuleParser {
  private static final int MOST_CHARS = 10_240;
  private static final int MOST_CHILDREN = 100;
  private static final int MOST_DEPTH = 100;
  private static final String PREFIX = "alarm:";

  private final String text;
  private int at;
  private int depth;

  private RuleParser(String text) {
    this.text = text;
  }

  /**
   * @throws IllegalArgumentException telling what is wrong and where
   */
  static Rule parse(String text) {
    if (text.isBlank() || text.length() > MOST_CHARS) {
      throw new IllegalArgumentException("must have 1 to " + MOST_CHARS + " characters");
    }
    RuleParser parser = new RuleParser(text);
    Rule rule = parser.any();
    parser.skip();
    if (parser.at < text.length()) {
      throw parser.wrong("expected AND, OR or the end");
    }
    if (rule.children().size() > MOST_CHILDREN) {
      throw new IllegalArgumentException("names more than " + MOST_CHILDREN + " alarms");
    }
    return rule;
  }

  private Rule any() {
    List<Rule> rules = new ArrayList<>(List.of(all()));
    while (takeWord("OR")) {
      rules.add(all());
    }
    return rules.size() == 1 ? rules.getFirst() : new Rule.Any(rules);
  }

  private Rule all() {
    List<Rule> rules = new ArrayList<>(List.of(one()));
    while (takeWord("AND")) {
      rules.add(one());
    }
    return rules.size() == 1 ? rules.getFirst() : new Rule.All(rules);
  }

  private Rule one() {
    if (++depth > MOST_DEPTH) {
      throw wrong("is nested too deep");
    }
    try {
      return operand();
    } finally {
      depth--;
    }
  }

  private Rule operand() {
    if (takeWord("NOT")) {
      return new Rule.Not(one());
    }
    if (take('(')) {
      Rule inner = any();
      expect(')');
      return inner;
    }
    if (takeWord("TRUE")) {
      return new Rule.Constant(true);
    }
    if (takeWord("FALSE")) {
      return new Rule.Constant(false);
    }
    for (AlarmState state : AlarmState.values()) {
      if (takeWord(state.name())) {
        return new Rule.Is(state, child());
      }
    }
    if (takeWord("AT_LEAST")) {
      throw wrong("AT_LEAST() is not implemented in the local cloud,");
    }
    throw wrong("expected ALARM(), OK(), INSUFFICIENT_DATA(), TRUE, FALSE, NOT or (");
  }

  private String child() {
    expect('(');
    skip();
    String named;
    if (take('"')) {
      int end = text.indexOf('"', at);
      if (end < 0) {
        throw wrong("a quotation mark is not closed");
      }
      named = text.substring(at, end);
      at = end + 1;
    } else {
      int end = text.indexOf(')', at);
      if (end < 0) {
        throw wrong("expected )");
      }
      named = text.substring(at, end).strip();
      at = end;
    }
    expect(')');
    return nameOf(named);
  }

  private String nameOf(String nameOrArn) {
    String name = nameOrArn;
    if (nameOrArn.startsWith("arn:")) {
      name =
          Account.resourceOf("cloudwatch", nameOrArn)
              .filter(resource -> resource.startsWith(PREFIX))
              .map(resource -> resource.substring(PREFIX.length()))
              .orElseThrow(() -> wrong("no alarm of this account and region is " + nameOrArn));
    }
    if (name.isEmpty()) {
      throw wrong("an alarm's name is missing");
    }
    return name;
  }

  private boolean takeWord(String word) {
    skip();
    int end = at + word.length();
    boolean ends =
        end >= text.length() || !Character.isLetter(text.charAt(end)) && text.charAt(end) != '_';
    if (text.startsWith(word, at) && ends) {
      at = end;
      return true;
    }
    return false;
  }

  private boolean take(char c) {
    skip();
    if (at < text.length() && text.charAt(at) == c) {
      at++;
      return true;
    }
    return false;
  }

  private void expect(char c) {
    if (!take(c)) {
      throw wrong("expected " + c);
    }
  }

  private void skip() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private IllegalArgumentException wrong(String why) {
    return new IllegalArgumentException(why + " at character " + (at + 1));
  }
}
