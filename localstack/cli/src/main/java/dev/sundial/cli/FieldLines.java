package dev.sundial.cli;

import dev.sundial.json.Value;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Map;

/** A JSON object for a person: a line a field, inner objects indented. */
final class FieldLines {

  private static final int DECIMALS = 6;

  private FieldLines() {}

  static String of(Map<String, Value> fields) {
    StringBuilder text = new StringBuilder();
    fields.forEach((name, value) -> line(text, "", name, value));
    return text.toString().stripTrailing();
  }

  private static void line(StringBuilder text, String indent, String name, Value value) {
    switch (value) {
      case Value.Fields object when object.fields().isEmpty() -> {
        // Nothing to tell.
      }
      case Value.Fields object -> {
        text.append(indent).append(name).append('\n');
        object.fields().forEach((inner, field) -> line(text, indent + "  ", inner, field));
      }
      case Value.Items items -> items.items().forEach(item -> line(text, indent, name, item));
      case Value.Text plain -> row(text, indent, name, plain.text());
      case Value.Number number -> row(text, indent, name, number(number.number(), DECIMALS));
      case Value.Truth truth -> row(text, indent, name, String.valueOf(truth.value()));
      case Value.Nothing nothing -> row(text, indent, name, "-");
    }
  }

  /** A number without needless zeros; one that the decimals do not show keeps as many digits. */
  static String number(BigDecimal number, int decimals) {
    BigDecimal rounded = number.setScale(decimals, RoundingMode.HALF_EVEN).stripTrailingZeros();
    return rounded.signum() == 0 && number.signum() != 0
        ? number.round(new MathContext(decimals)).toString()
        : rounded.toPlainString();
  }

  private static void row(StringBuilder text, String indent, String name, String value) {
    text.append(String.format(Locale.ROOT, "%-24s %s%n", indent + name, value));
  }
}
