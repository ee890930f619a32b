package dev.sundial.spec;

import dev.sundial.json.Form;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A trainer with every hyperparameter filled in.
 *
 * @param kind which trainer
 * @param hyperparameters name to value, complete, in the order the trainer lists them
 */
public record TrainerSpec(TrainerKind kind, Map<String, Double> hyperparameters) {

  public TrainerSpec {
    hyperparameters = Collections.unmodifiableMap(new LinkedHashMap<>(hyperparameters));
  }

  /** The trainer with its defaults. */
  public static TrainerSpec defaults(TrainerKind kind) {
    Map<String, Double> values = new LinkedHashMap<>();
    kind.hyperparameters().forEach(parameter -> values.put(parameter.name(), parameter.absent()));
    return new TrainerSpec(kind, values);
  }

  /** Value of a hyperparameter the trainer has. */
  public double value(String name) {
    Double value = hyperparameters.get(name);
    if (value == null) {
      throw new IllegalArgumentException(kind.id() + " has no hyperparameter " + name);
    }
    return value;
  }

  /** The same trainer, some hyperparameters replaced; names and bounds are problems of the form. */
  public TrainerSpec with(Form overrides) {
    Map<String, Double> values = new LinkedHashMap<>(hyperparameters);
    for (Hyperparameter parameter : kind.hyperparameters()) {
      String name = parameter.name();
      if (overrides.has(name)) {
        double before = values.getOrDefault(name, parameter.absent());
        values.put(
            name,
            parameter.whole()
                ? (double)
                    overrides.whole(
                        name, (long) before, (long) parameter.min(), (long) parameter.max())
                : overrides.number(name, before, parameter.min(), parameter.max()));
      }
    }
    overrides.close();
    return new TrainerSpec(kind, values);
  }

  /** The same trainer with a hyperparameter chosen for it where it is 0, which leaves it open. */
  public TrainerSpec choosing(String name, double chosen) {
    if (value(name) != 0) {
      return this;
    }
    Map<String, Double> values = new LinkedHashMap<>(hyperparameters);
    values.put(name, chosen);
    return new TrainerSpec(kind, values);
  }

  static TrainerSpec read(Form form, Task task) {
    TrainerKind kind =
        form.parsed("name", TrainerKind::parse)
            .orElseGet(
                () -> {
                  if (!form.has("name")) {
                    form.problem("name", "is required");
                  }
                  return TrainerKind.CART;
                });
    if (!kind.tasks().contains(task)) {
      form.problem("name", kind.id() + " cannot do " + task.id());
    }
    TrainerSpec defaults = defaults(kind);
    TrainerSpec read = form.object("hyperparameters").map(defaults::with).orElse(defaults);
    form.close();
    return read;
  }

  Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", kind.id());
    json.put("hyperparameters", numbers());
    return json;
  }

  /** The hyperparameters as plain JSON values. */
  public Map<String, Object> numbers() {
    Map<String, Object> numbers = new LinkedHashMap<>();
    hyperparameters.forEach((name, value) -> numbers.put(name, plain(value)));
    return numbers;
  }

  private static Object plain(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? (Object) (long) value
        : (Object) BigDecimal.valueOf(value);
  }
}
