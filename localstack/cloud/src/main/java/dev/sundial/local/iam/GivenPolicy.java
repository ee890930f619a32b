package dev.sundial.local.iam;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sundial.local.iam.Statement.Effect;
import java.time.Clock;
import java.util.List;

/** A policy that no template holds: a function gave it for one caller. */
public record GivenPolicy(List<Statement> statements) {

  public GivenPolicy {
    statements = List.copyOf(statements);
  }

  /** What it says to a request. */
  public enum Answer {
    /** It allows it. */
    ALLOWED,
    /** It denies it. */
    DENIED,
    /** It says nothing of it. */
    SILENT
  }

  /**
   * @throws IllegalArgumentException when it is no policy
   */
  public static GivenPolicy parse(JsonNode document) {
    return new GivenPolicy(PolicyDocument.statements(document, PolicyDocument.Kind.IDENTITY));
  }

  /**
   * @param clock virtual time
   */
  public Answer on(Access access, Clock clock) {
    Facts facts = Authorizer.world(clock).and(access.facts());
    List<Effect> covering =
        statements.stream()
            .filter(statement -> statement.covers(access, facts))
            .map(Statement::effect)
            .toList();
    return covering.contains(Effect.DENY)
        ? Answer.DENIED
        : covering.contains(Effect.ALLOW) ? Answer.ALLOWED : Answer.SILENT;
  }
}
