package dev.sundial.json;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * An object being read into a record. Problems are collected, not thrown, so that a user sees all
 * of them at once; {@link #close()} adds the fields nobody asked for. A required value that is
 * missing or wrong comes back as a harmless one of its type: check {@link Problems#throwIfAny}
 * before using it.
 */
public final class Form {

  /** What has been found wrong so far. */
  public static final class Problems {
    private final List<Problem> list = new ArrayList<>();

    public void add(Value.Place at, String message) {
      list.add(new Problem(at, message));
    }

    public boolean isEmpty() {
      return list.isEmpty();
    }

    /**
     * @throws InvalidDocumentException with all problems
     */
    public void throwIfAny() {
      if (!list.isEmpty()) {
        throw new InvalidDocumentException(list);
      }
    }
  }

  private final Value.Place at;
  private final Map<String, Value> fields;
  private final Problems problems;
  private final Set<String> asked = new HashSet<>();

  private Form(Value.Place at, Map<String, Value> fields, Problems problems) {
    this.at = at;
    this.fields = fields;
    this.problems = problems;
  }

  /** The form of an object; anything else is a problem and reads as an empty object. */
  public static Form of(Value value, Problems problems) {
    if (value instanceof Value.Fields object) {
      return new Form(object.at(), object.fields(), problems);
    }
    problems.add(value.at(), "must be an object");
    return new Form(value.at(), Map.of(), problems);
  }

  public Value.Place at() {
    return at;
  }

  /** Where a field stands, or would. */
  public Value.Place at(String name) {
    Value value = fields.get(name);
    return value == null ? at.child(name, at.line()) : value.at();
  }

  public Problems problems() {
    return problems;
  }

  public boolean has(String name) {
    return value(name).isPresent();
  }

  public String text(String name) {
    return required(name, optionalText(name), "");
  }

  public Optional<String> optionalText(String name) {
    return value(name)
        .flatMap(
            value ->
                value instanceof Value.Text text
                    ? Optional.of(text.text())
                    : wrong(value, "must be a text"));
  }

  /** A text, a number or a boolean, as its text: for fields such as {@code 1 | off}. */
  public Optional<String> scalar(String name) {
    return value(name)
        .flatMap(
            value ->
                switch (value) {
                  case Value.Text text -> Optional.of(text.text());
                  case Value.Number number -> Optional.of(number.number().toPlainString());
                  case Value.Truth truth -> Optional.of(truth.value() ? "on" : "off");
                  case Value.Fields fields -> this.<String>wrong(value, "must be one value");
                  case Value.Items items -> this.<String>wrong(value, "must be one value");
                  case Value.Nothing nothing -> Optional.<String>empty();
                });
  }

  public String text(String name, String absent) {
    return optionalText(name).orElse(absent);
  }

  /**
   * A text read by a function that throws {@link IllegalArgumentException} saying what it must be.
   */
  public <T> Optional<T> parsed(String name, Function<String, T> parser) {
    return optionalText(name)
        .flatMap(
            text -> {
              try {
                return Optional.of(parser.apply(text));
              } catch (IllegalArgumentException | DateTimeException e) {
                problems.add(at(name), e.getMessage() + ", was \"" + text + "\"");
                return Optional.empty();
              }
            });
  }

  /** An ISO-8601 duration such as {@code PT15M}, within the bounds (inclusive). */
  public Duration duration(String name, Duration absent, Duration min, Duration max) {
    Optional<Duration> read =
        optionalText(name)
            .flatMap(
                text -> {
                  try {
                    return Optional.of(Duration.parse(text));
                  } catch (DateTimeException e) {
                    return problem(name, "must be a duration such as PT15M, was \"" + text + "\"");
                  }
                });
    read.filter(d -> d.compareTo(min) < 0 || d.compareTo(max) > 0)
        .ifPresent(
            d -> problems.add(at(name), "must be from " + min + " to " + max + ", was " + d));
    return read.orElse(absent);
  }

  /** A duration of whole seconds, within the bounds (inclusive). */
  public Duration seconds(String name, Duration absent, Duration min, Duration max) {
    Duration read = duration(name, absent, min, max);
    if (has(name) && read.getNano() != 0) {
      problems.add(at(name), "must be whole seconds, was " + read);
    }
    return read;
  }

  /** An instant such as {@code 2026-11-20T03:15:00Z}. */
  public Optional<Instant> instant(String name) {
    return optionalText(name)
        .flatMap(
            text -> {
              try {
                return Optional.of(Instant.parse(text));
              } catch (DateTimeException e) {
                return problem(
                    name, "must be an instant such as 2026-11-20T03:15:00Z, was \"" + text + "\"");
              }
            });
  }

  public Optional<BigDecimal> optionalNumber(String name) {
    return value(name)
        .flatMap(
            value ->
                value instanceof Value.Number number
                    ? Optional.of(number.number())
                    : wrong(value, "must be a number"));
  }

  /** A number within the bounds (inclusive). */
  public double number(String name, double absent, double min, double max) {
    Optional<Double> read = optionalNumber(name).map(BigDecimal::doubleValue);
    read.filter(n -> !(n >= min && n <= max))
        .ifPresent(
            n -> problems.add(at(name), "must be from " + min + " to " + max + ", was " + n));
    return read.orElse(absent);
  }

  /** A whole number within the bounds (inclusive). */
  public long whole(String name, long absent, long min, long max) {
    Optional<BigDecimal> read = optionalNumber(name);
    try {
      Optional<Long> whole = read.map(BigDecimal::longValueExact);
      whole
          .filter(n -> n < min || n > max)
          .ifPresent(
              n -> problems.add(at(name), "must be from " + min + " to " + max + ", was " + n));
      return whole.orElse(absent);
    } catch (ArithmeticException e) {
      problems.add(at(name), "must be a whole number, was " + read.orElse(BigDecimal.ZERO));
      return absent;
    }
  }

  public boolean truth(String name, boolean absent) {
    return value(name)
        .flatMap(
            value ->
                value instanceof Value.Truth truth
                    ? Optional.of(truth.value())
                    : this.<Boolean>wrong(value, "must be true or false"))
        .orElse(absent);
  }

  /** A list of texts; absent reads as empty. */
  public List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    for (Value item : items(name)) {
      if (item instanceof Value.Text text) {
        texts.add(text.text());
      } else {
        problems.add(item.at(), "must be a text");
      }
    }
    return texts;
  }

  /** One text, or a list of texts; absent reads as empty. */
  public List<String> oneOrMoreTexts(String name) {
    return value(name)
        .filter(Value.Text.class::isInstance)
        .map(text -> List.of(((Value.Text) text).text()))
        .orElseGet(() -> texts(name));
  }

  /** A list; absent reads as empty. */
  public List<Value> items(String name) {
    return value(name)
        .flatMap(
            value ->
                value instanceof Value.Items items
                    ? Optional.of(items.items())
                    : this.<List<Value>>wrong(value, "must be a list"))
        .orElse(List.of());
  }

  public Optional<Form> object(String name) {
    return value(name).map(value -> of(value, problems));
  }

  /** All fields of this object as they are; all count as asked for. */
  public Map<String, Value> all() {
    asked.addAll(fields.keySet());
    return new LinkedHashMap<>(fields);
  }

  /** Adds a problem about a field. */
  public <T> Optional<T> problem(String name, String message) {
    problems.add(at(name), message);
    return Optional.empty();
  }

  /** Ends the reading: every field nobody asked for is a problem. */
  public void close() {
    fields.forEach(
        (name, value) -> {
          if (!asked.contains(name)) {
            problems.add(value.at(), "is not known here");
          }
        });
  }

  private Optional<Value> value(String name) {
    asked.add(name);
    Value value = fields.get(name);
    return value == null || value instanceof Value.Nothing ? Optional.empty() : Optional.of(value);
  }

  private String required(String name, Optional<String> read, String harmless) {
    if (read.isEmpty() && value(name).isEmpty()) {
      problems.add(at(name), "is required");
    }
    return read.orElse(harmless);
  }

  private <T> Optional<T> wrong(Value value, String message) {
    problems.add(value.at(), message);
    return Optional.empty();
  }
}
