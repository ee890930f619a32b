package dev.sundial.local.iam;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The newest requests that policies refused, for people who look for a missing permission. */
public final class Refusals {
  /** How many are remembered. */
  public static final int MOST = 500;

  private static final Logger LOG = System.getLogger(Refusals.class.getName());

  private final Clock clock;
  private final Deque<Refusal> newestFirst = new ArrayDeque<>();

  /**
   * A refused request.
   *
   * @param at virtual time
   * @param who ARN of whoever asked, or the name of a service
   * @param why the end of AWS's message
   */
  public record Refusal(Instant at, String who, String action, String resource, String why) {

    /** Whether it was said to somebody with the role's keys. */
    public boolean isBy(Role role) {
      return who.startsWith(Identity.sessionArn(role.name(), ""));
    }
  }

  /**
   * @param clock virtual time
   */
  public Refusals(Clock clock) {
    this.clock = clock;
  }

  /** Remembers a refusal, and logs it. */
  public void note(Decision.Refused refused) {
    LOG.log(Level.WARNING, refused.message());
    Access access = refused.access();
    Refusal refusal =
        new Refusal(
            clock.instant(),
            refused.who().arn(),
            access.action(),
            access.resource(),
            refused.why());
    synchronized (newestFirst) {
      newestFirst.addFirst(refusal);
      if (newestFirst.size() > MOST) {
        newestFirst.removeLast();
      }
    }
  }

  /** Newest first. */
  public List<Refusal> all() {
    synchronized (newestFirst) {
      return List.copyOf(newestFirst);
    }
  }
}
