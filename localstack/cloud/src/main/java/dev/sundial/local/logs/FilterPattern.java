package dev.sundial.local.logs;

import dev.sundial.local.endpoint.AwsError;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * A filter pattern: terms that must all occur ({@code ERROR "out of memory"}), terms one of which
 * must occur ({@code ?ERROR ?WARN}), terms that must not ({@code -DEBUG}), or a condition on JSON
 * lines ({@code { $.level = "ERROR" }}).
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html">Filter
 *     and pattern syntax</a>
 */
final class FilterPattern {
  private enum Kind {
    ALL_OF,
    ONE_OF,
    NONE_OF
  }

  private record Term(Kind kind, String text) {}

  private FilterPattern() {}

  /**
   * The lines that match the pattern; an empty one matches all.
   *
   * @throws AwsError {@code InvalidParameterException}, naming what is not understood
   */
  static Predicate<String> parse(String pattern) {
    String text = pattern.strip();
    if (text.isEmpty()) {
      return line -> true;
    }
    if (text.startsWith("{")) {
      return JsonCondition.parse(text);
    }
    if (text.startsWith("[")) {
      throw refuse("space-delimited filter patterns ([...])");
    }
    return matching(terms(text));
  }

  private static Predicate<String> matching(List<Term> terms) {
    List<String> all = texts(terms, Kind.ALL_OF);
    List<String> one = texts(terms, Kind.ONE_OF);
    List<String> none = texts(terms, Kind.NONE_OF);
    if (!one.isEmpty() && one.size() != terms.size()) {
      throw refuse("a filter pattern that mixes ?terms with others");
    }
    return line ->
        all.stream().allMatch(line::contains)
            && none.stream().noneMatch(line::contains)
            && (one.isEmpty() || one.stream().anyMatch(line::contains));
  }

  private static List<String> texts(List<Term> terms, Kind kind) {
    return terms.stream().filter(term -> term.kind() == kind).map(Term::text).toList();
  }

  private static List<Term> terms(String text) {
    List<Term> terms = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      char first = text.charAt(at);
      if (Character.isWhitespace(first)) {
        at++;
        continue;
      }
      Kind kind = first == '?' ? Kind.ONE_OF : first == '-' ? Kind.NONE_OF : Kind.ALL_OF;
      int start = kind == Kind.ALL_OF ? at : at + 1;
      if (start < text.length() && text.charAt(start) == '%') {
        throw refuse("regular expressions (%...%) in filter patterns");
      }
      boolean quoted = start < text.length() && text.charAt(start) == '"';
      int end = quoted ? text.indexOf('"', start + 1) : wordEnd(text, start);
      if (end < 0 || end == start) {
        throw invalid(text);
      }
      terms.add(new Term(kind, text.substring(quoted ? start + 1 : start, end)));
      at = quoted ? end + 1 : end;
    }
    return terms;
  }

  /** Words of letters, digits and underscores need no quotes; AWS refuses others without them. */
  private static int wordEnd(String text, int start) {
    int end = start;
    while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
      char c = text.charAt(end);
      if (!Character.isLetterOrDigit(c) && c != '_' && c != '.' && c != '-' && c != ':') {
        throw invalid(text);
      }
      end++;
    }
    return end;
  }

  static AwsError refuse(String what) {
    return new AwsError(
        400, "InvalidParameterException", "The local cloud does not implement " + what);
  }

  static AwsError invalid(String pattern) {
    return new AwsError(400, "InvalidParameterException", "Invalid filter pattern: " + pattern);
  }
}
