package dev.sundial.registry;

import dev.sundial.lifecycle.RunId;
import dev.sundial.lifecycle.VersionId;
import dev.sundial.naming.ModelName;
import dev.sundial.promotion.PromotionRule;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Writes the registry. The life of a run: {@link #claim}, put the artefacts under the lease's keys,
 * {@link #commit} or {@link #reject}, drain the {@link Outbox}, {@link #release}.
 *
 * <p>A call that throws {@link RegistryUnavailableException} may have been carried out; the same
 * call by a later attempt finds out and answers accordingly. Nothing is ever half done.
 */
public final class Registry {
  private static final int LONGEST_MESSAGE = 4_000;

  private final Table table;
  private final RegistryReader reader;
  private final Leases leases;
  private final Claims claims;
  private final Transactions transactions;
  private final Clock clock;
  private final RandomGenerator random;

  /**
   * @param client with bounded attempts and time-outs, see {@code dev.sundial.aws}
   * @param table name of the registry table
   * @param clock decides about leases
   * @param random for names of holders and jitter; safe to use after a snapshot
   */
  public Registry(DynamoDbClient client, String table, Clock clock, RandomGenerator random) {
    this(client, table, clock, random, Thread::sleep);
  }

  Registry(
      DynamoDbClient client,
      String name,
      Clock clock,
      RandomGenerator random,
      Backoff.Pause pause) {
    this.table = new Table(client, name);
    this.reader = new RegistryReader(table);
    this.leases = new Leases(table, clock);
    this.claims = new Claims(table, reader, leases, clock);
    this.transactions = new Transactions(table, reader, new Backoff(random, pause));
    this.clock = clock;
    this.random = random;
  }

  /** What is stored. */
  public RegistryReader reader() {
    return reader;
  }

  /**
   * Asks to train a run. Who is told {@link Claim.Claimed} holds the model's lease for {@link
   * Lease#LASTS} and renews it while training.
   *
   * @param requestOwner who asks, for people who look at the table, such as the request id
   * @param redrive whether a REJECTED run is to be tried again
   */
  public Claim claim(ModelName model, RunId run, String requestOwner, boolean redrive) {
    return claims.claim(model, run, requestOwner + "/" + nonce(), redrive);
  }

  /** The lease with a new end; empty when it is lost. */
  public Optional<Lease> renew(Lease lease) {
    return leases.renew(lease);
  }

  /** Ends a lease at once; a lost one is left alone. */
  public void release(Lease lease) {
    leases.release(lease);
  }

  /**
   * Registers a version and decides whether it serves, in one transaction.
   *
   * @param rule asked with the model's standing, again whenever that moved
   */
  public CommitOutcome commit(
      Lease lease, TrainingRun run, Candidate candidate, PromotionRule rule) {
    return transactions.apply(
        run.model(),
        new Registration(table, reader, held(lease, run), candidate, rule, clock.instant()));
  }

  /**
   * Ends a run that cannot succeed as it is.
   *
   * @param reason a closed word such as {@code bad-data}
   * @param message what is wrong, naming bucket, key, line and column; longer than 4,000 characters
   *     is cut
   */
  public RejectOutcome reject(Lease lease, TrainingRun run, String reason, String message) {
    return transactions.apply(
        run.model(),
        new Rejection(table, held(lease, run), reason, shortened(message), clock.instant()));
  }

  /** Makes a registered version serve, by hand; that pins it. */
  public MoveOutcome promote(ModelName model, VersionId version, String why) {
    return move(model, new HandMove.Wish.Promote(version), why);
  }

  /**
   * Goes back, by hand; that pins.
   *
   * @param to the version; empty for the one that served before
   */
  public MoveOutcome rollback(ModelName model, Optional<VersionId> to, String why) {
    return move(model, new HandMove.Wish.RollBack(to), why);
  }

  /** Lets runs promote again. What serves stays until the next run. */
  public MoveOutcome unpin(ModelName model, String why) {
    return move(model, new HandMove.Wish.Unpin(), why);
  }

  Table table() {
    return table;
  }

  private MoveOutcome move(ModelName model, HandMove.Wish wish, String why) {
    return transactions.apply(
        model, new HandMove(table, reader, model, wish, shortened(why), clock.instant(), nonce()));
  }

  private HeldRun held(Lease lease, TrainingRun run) {
    return new HeldRun(table, reader, leases, lease, run);
  }

  private String nonce() {
    return HexFormat.of().toHexDigits(random.nextLong());
  }

  private static String shortened(String text) {
    if (text.length() <= LONGEST_MESSAGE) {
      return text;
    }
    int end = LONGEST_MESSAGE - 1;
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
  }
}
