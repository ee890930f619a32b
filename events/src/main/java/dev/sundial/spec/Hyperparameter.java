package dev.sundial.spec;

/**
 * One setting of a trainer.
 *
 * @param name as written in a spec and after {@code --set}
 * @param absent its default
 * @param min smallest value, inclusive
 * @param max largest value, inclusive
 * @param whole whether it must be a whole number
 * @param meaning one line for users
 */
public record Hyperparameter(
    String name, double absent, double min, double max, boolean whole, String meaning) {

  public Hyperparameter {
    if (!(min <= absent && absent <= max)) {
      throw new IllegalArgumentException(name + ": default " + absent + " is out of bounds");
    }
  }

  static Hyperparameter whole(String name, long absent, long min, long max, String meaning) {
    return new Hyperparameter(name, absent, min, max, true, meaning);
  }

  static Hyperparameter real(String name, double absent, double min, double max, String meaning) {
    return new Hyperparameter(name, absent, min, max, false, meaning);
  }
}
