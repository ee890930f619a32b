package dev.sundial.authorizer;

import dev.sundial.json.Value;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The members of a JSON object that an issuer, or whoever claims to be one, wrote. */
record Members(Map<String, Value> all) {

  /** A member is not of the type that it must be. */
  static final class WrongTypeException extends Exception {
    private static final long serialVersionUID = 1L;

    WrongTypeException(String name) {
      super(name + " is of the wrong type", null, false, false);
    }
  }

  boolean has(String name) {
    return all.containsKey(name);
  }

  Optional<String> text(String name) throws WrongTypeException {
    Value value = all.get(name);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof Value.Text text) {
      return Optional.of(text.text());
    }
    throw new WrongTypeException(name);
  }

  /** One text, or a list of texts; absent reads as empty. */
  List<String> texts(String name) throws WrongTypeException {
    if (all.get(name) instanceof Value.Items items) {
      List<String> texts =
          items.items().stream()
              .filter(Value.Text.class::isInstance)
              .map(item -> ((Value.Text) item).text())
              .toList();
      if (texts.size() == items.items().size()) {
        return texts;
      }
      throw new WrongTypeException(name);
    }
    return text(name).stream().toList();
  }

  /** Seconds since 1970, not always whole. */
  Optional<BigDecimal> seconds(String name) throws WrongTypeException {
    Value value = all.get(name);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof Value.Number number) {
      return Optional.of(number.number());
    }
    throw new WrongTypeException(name);
  }
}
