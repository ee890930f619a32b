package dev.sundial.naming;

import java.util.List;

/**
 * The key of the registry table: one partition per model, so that a training role can be confined
 * to its own by {@code dynamodb:LeadingKeys}.
 */
public final class RegistryKeys {
  /** Partition key attribute, a text. */
  public static final String PARTITION = "pk";

  /** Sort key attribute, a text. */
  public static final String SORT = "sk";

  /** What the partition of every model looks like, as a pattern of IAM. */
  public static final String ANY_PARTITION = "MODEL#*";

  /** The attributes that are named to mark an event as announced, those of the key among them. */
  public static final List<String> MARKS =
      List.of(PARTITION, SORT, "drainedSeq", "eventJson", "eventPublished", "unannouncedFailures");

  private RegistryKeys() {}

  /** The partition of a model, such as {@code MODEL#iris}. */
  public static String partition(ModelName model) {
    return "MODEL#" + model;
  }
}
