package dev.sundial.local.metrics.math;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads metric math by recursive descent. From loose to tight: or, and, comparisons, sums,
 * products, signs, powers.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html">Metric
 *     math syntax and functions</a>
 */
final class Parser {
  /** AWS takes expressions of at most this many characters. */
  private static final int LONGEST = 2048;

  private static final int DEEPEST = 64;
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s*(?:(?<number>(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?)"
              + "|(?<word>[A-Za-z][A-Za-z0-9_]*)"
              + "|\"(?<double>[^\"]*)\"|'(?<single>[^']*)'"
              + "|(?<symbol>==|!=|<=|>=|&&|\\|\\||[-+*/^<>(),\\[\\]]))");
  private static final Pattern SQL = Pattern.compile("\\s*SELECT\\s.*", Pattern.DOTALL);

  private enum Kind {
    NUMBER,
    WORD,
    TEXT,
    SYMBOL,
    END
  }

  private record Token(Kind kind, String text) {}

  private final List<Token> tokens;
  private int at;
  private int depth;

  private Parser(List<Token> tokens) {
    this.tokens = tokens;
  }

  /**
   * @throws MathException when it is none
   */
  static Expression parse(String text) {
    if (text.length() > LONGEST) {
      throw new MathException("The expression is longer than " + LONGEST + " characters");
    }
    if (SQL.matcher(text).matches()) {
      throw new MathException("The local cloud does not implement Metrics Insights queries");
    }
    Parser parser = new Parser(tokens(text));
    Expression expression = parser.or();
    if (parser.peek().kind() != Kind.END) {
      throw new MathException("Unexpected token '" + parser.peek().text() + "'");
    }
    return expression;
  }

  private static List<Token> tokens(String text) {
    List<Token> tokens = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(text);
    int at = 0;
    while (!text.substring(at).isBlank()) {
      matcher.region(at, text.length());
      if (!matcher.lookingAt()) {
        throw new MathException(
            "Unexpected character '" + text.substring(at).strip().charAt(0) + "'");
      }
      tokens.add(token(matcher));
      at = matcher.end();
    }
    tokens.add(new Token(Kind.END, "end of the expression"));
    return tokens;
  }

  private static Token token(Matcher matcher) {
    if (matcher.group("number") != null) {
      return new Token(Kind.NUMBER, matcher.group("number"));
    }
    if (matcher.group("word") != null) {
      return new Token(Kind.WORD, matcher.group("word"));
    }
    if (matcher.group("symbol") != null) {
      return new Token(Kind.SYMBOL, matcher.group("symbol"));
    }
    String quoted = matcher.group("double");
    return new Token(Kind.TEXT, quoted != null ? quoted : String.valueOf(matcher.group("single")));
  }

  private Expression or() {
    if (++depth > DEEPEST) {
      throw new MathException("The expression is nested too deeply");
    }
    Expression left = and();
    while (skip("||") || skipWord("OR")) {
      left = new Expression.Operation(Operator.OR, left, and());
    }
    depth--;
    return left;
  }

  private Expression and() {
    Expression left = comparison();
    while (skip("&&") || skipWord("AND")) {
      left = new Expression.Operation(Operator.AND, left, comparison());
    }
    return left;
  }

  private Expression comparison() {
    Expression left = sum();
    while (true) {
      Operator operator =
          skip("==")
              ? Operator.EQUAL
              : skip("!=")
                  ? Operator.UNEQUAL
                  : skip("<=")
                      ? Operator.LESS_OR_EQUAL
                      : skip(">=")
                          ? Operator.GREATER_OR_EQUAL
                          : skip("<") ? Operator.LESS : skip(">") ? Operator.GREATER : null;
      if (operator == null) {
        return left;
      }
      left = new Expression.Operation(operator, left, sum());
    }
  }

  private Expression sum() {
    Expression left = product();
    while (true) {
      Operator operator = skip("+") ? Operator.PLUS : skip("-") ? Operator.MINUS : null;
      if (operator == null) {
        return left;
      }
      left = new Expression.Operation(operator, left, product());
    }
  }

  private Expression product() {
    Expression left = signed();
    while (true) {
      Operator operator = skip("*") ? Operator.TIMES : skip("/") ? Operator.DIVIDED : null;
      if (operator == null) {
        return left;
      }
      left = new Expression.Operation(operator, left, signed());
    }
  }

  private Expression signed() {
    boolean negative = false;
    while (peek().kind() == Kind.SYMBOL
        && (peek().text().equals("-") || peek().text().equals("+"))) {
      negative ^= next().text().equals("-");
    }
    Expression power = power();
    return negative ? new Expression.Negation(power) : power;
  }

  private Expression power() {
    Expression base = primary();
    if (!skip("^")) {
      return base;
    }
    if (++depth > DEEPEST) {
      throw new MathException("The expression is nested too deeply");
    }
    Expression exponent = signed();
    depth--;
    return new Expression.Operation(Operator.POWER, base, exponent);
  }

  private Expression primary() {
    Token token = next();
    return switch (token.kind()) {
      case NUMBER -> new Expression.Literal(Double.parseDouble(token.text()));
      case TEXT -> new Expression.Text(token.text());
      case WORD -> word(token.text());
      case SYMBOL -> {
        if (token.text().equals("[")) {
          yield array();
        }
        if (!token.text().equals("(")) {
          throw new MathException("Unexpected token '" + token.text() + "'");
        }
        Expression inner = or();
        expect(")");
        yield inner;
      }
      case END -> throw new MathException("Unexpected end of the expression");
    };
  }

  private Expression array() {
    List<Expression> of = new ArrayList<>();
    do {
      of.add(or());
    } while (skip(","));
    expect("]");
    return new Expression.Array(of);
  }

  private Expression word(String word) {
    if (!skip("(")) {
      return Character.isLowerCase(word.charAt(0))
          ? new Expression.Name(word)
          : new Expression.Word(word);
    }
    Function function = Function.named(word);
    List<Expression> arguments = new ArrayList<>();
    if (!skip(")")) {
      do {
        arguments.add(or());
      } while (skip(","));
      expect(")");
    }
    if (arguments.size() < function.least() || arguments.size() > function.most()) {
      throw new MathException(
          "The function " + word + " does not take " + arguments.size() + " arguments");
    }
    return new Expression.Call(function, arguments);
  }

  private Token peek() {
    return tokens.get(at);
  }

  private Token next() {
    return tokens.get(peek().kind() == Kind.END ? at : at++);
  }

  private boolean skip(String symbol) {
    return skip(Kind.SYMBOL, symbol);
  }

  private boolean skipWord(String word) {
    return skip(Kind.WORD, word);
  }

  private boolean skip(Kind kind, String text) {
    if (peek().kind() != kind || !peek().text().equals(text)) {
      return false;
    }
    at++;
    return true;
  }

  private void expect(String symbol) {
    if (!skip(symbol)) {
      throw new MathException("Expected '" + symbol + "' before '" + peek().text() + "'");
    }
  }
}
