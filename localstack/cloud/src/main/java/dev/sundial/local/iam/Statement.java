package dev.sundial.local.iam;

import java.util.List;

/**
 * One statement of a policy.
 *
 * @param sid empty when it has none
 * @param principals who it is about; empty in an identity's policy
 * @param actions which actions, such as {@code s3:GetObject}, with {@code *} and {@code ?}
 * @param resources which ARNs, with {@code *} and {@code ?}; empty in a trust policy
 */
public record Statement(
    String sid,
    Effect effect,
    Choice<Principal> principals,
    Choice<String> actions,
    Choice<String> resources,
    List<Condition> conditions) {

  /** What a statement that matches does. */
  public enum Effect {
    ALLOW,
    DENY
  }

  /**
   * What is meant: these, or ({@code NotAction} and the like) everything but these.
   *
   * @param allBut whether it is everything but these
   */
  public record Choice<T>(boolean allBut, List<T> these) {
    public Choice {
      these = List.copyOf(these);
    }
  }

  /**
   * Somebody: kind and name.
   *
   * @param kind {@code AWS}, {@code Service}, {@code Federated}, {@code CanonicalUser}, or {@code
   *     *} for anybody
   */
  public record Principal(String kind, String name) {}

  /** A condition: the key's value in the request is compared with each of the values. */
  public record Condition(ConditionOperator operator, String key, List<String> values) {
    public Condition {
      values = List.copyOf(values);
    }
  }

  public Statement {
    conditions = List.copyOf(conditions);
  }
}
