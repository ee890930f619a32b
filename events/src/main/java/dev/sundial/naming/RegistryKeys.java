package dev.sundial.naming;

/**
 * The key of the registry table: one partition per model, so that a training role can be confined
 * to its own by {@code dynamodb:LeadingKeys}.
 */
public final class RegistryKeys {
  /** Partition key attribute, a text. */
  public static final String PARTITION = "pk";

  /** Sort key attribute, a text. */
  public static final String SORT = "sk";

  private RegistryKeys() {}

  /** The partition of a model, such as {@code MODEL#iris}. */
  public static String partition(ModelName model) {
    return "MODEL#" + model;
  }
}
