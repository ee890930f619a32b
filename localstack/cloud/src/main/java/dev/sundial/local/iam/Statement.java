package dev.sundial.local.iam;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

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

    /** Whether it holds for named callers or sources only. */
    boolean pins() {
      boolean fixed = values.stream().noneMatch(value -> value.matches(".*[*?$].*"));
      return fixed
          && !operator.ifExists()
          && !operator.test().negated()
          && operator.quantifier() != ConditionOperator.Quantifier.ALL
          && operator.test() != ConditionOperator.Test.NULL
          && ConditionKeys.isOfCaller(key);
    }

    boolean holds(Facts facts) {
      List<String> wanted =
          values.stream().flatMap(value -> Variables.fill(value, facts).stream()).toList();
      return operator.holds(wanted, facts.get(key));
    }
  }

  public Statement {
    conditions = List.copyOf(conditions);
  }

  /** Whether it is about this: the action, the resource, and every condition. Not about whom. */
  boolean covers(Access access, Facts facts) {
    return isMeant(actions, action -> matchesAction(action, access.action()))
        && (resources.these().isEmpty()
            || isMeant(
                resources,
                resource ->
                    Variables.fill(resource, facts)
                        .filter(filled -> Wildcards.matchArn(filled, access.resource()))
                        .isPresent()))
        && conditions.stream().allMatch(condition -> condition.holds(facts));
  }

  /**
   * Whether it lets anybody in: it allows, names everybody, and no condition pins whom to fixed
   * values.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status">The
   *     meaning of "public"</a>
   */
  public boolean isPublic() {
    boolean anybody =
        principals.allBut()
            || principals.these().stream().anyMatch(principal -> principal.name().equals("*"));
    return effect == Effect.ALLOW && anybody && conditions.stream().noneMatch(Condition::pins);
  }

  static <T> boolean isMeant(Choice<T> choice, Predicate<T> matches) {
    return choice.allBut() != choice.these().stream().anyMatch(matches);
  }

  /** Actions are compared without regard to case. */
  private static boolean matchesAction(String pattern, String action) {
    return Wildcards.match(pattern.toLowerCase(Locale.ROOT), action.toLowerCase(Locale.ROOT));
  }
}
