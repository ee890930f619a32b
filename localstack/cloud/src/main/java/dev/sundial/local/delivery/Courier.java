package dev.sundial.local.delivery;

import dev.sundial.local.delivery.Parcel.Failure;
import dev.sundial.local.endpoint.Account;
import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.sqs.MessageAttribute;
import dev.sundial.local.sqs.Queues;
import dev.sundial.local.stack.Pending;
import dev.sundial.local.state.Shelf;
import dev.sundial.local.state.StateStore;
import dev.sundial.local.time.Activity;
import dev.sundial.local.time.Timeline;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Delivers parcels: at once, then again with growing pauses, then to the dead-letter queue. A
 * parcel is on the shelf from {@link #send} until it arrived or was given up, so a kill delivers
 * twice rather than never.
 */
public final class Courier {
  private static final Logger LOG = System.getLogger(Courier.class.getName());
  private static final String ITEM = "delivery";

  /** What a rule gives up on at once: trying again would not help. */
  private static final Map<String, String> PERMANENT =
      Map.of(
          "ResourceNotFoundException", "NO_RESOURCE",
          "QueueDoesNotExist", "NO_RESOURCE",
          "AccessDeniedException", "NO_PERMISSIONS");

  private static final Set<String> THROTTLES =
      Set.of("TooManyRequestsException", "ThrottlingException", "RequestThrottled");

  private final StateStore store;
  private final Shelf<Parcel> shelf;
  private final Timeline timeline;
  private final Queues queues;
  private final Clearance clearance;
  private final Map<String, Target> targets = new ConcurrentHashMap<>();

  /**
   * @param queues where dead letters go
   * @param clearance decides whether a sender may
   * @param targets by the service in their ARNs
   */
  public Courier(
      StateStore store,
      Timeline timeline,
      Queues queues,
      Clearance clearance,
      List<Target> targets) {
    this.store = store;
    this.shelf = store.shelf("deliveries", Parcel.class);
    this.timeline = timeline;
    this.queues = queues;
    this.clearance = clearance;
    targets.forEach(this::add);
  }

  /** Adds a target, for one that itself sends by this courier. */
  public void add(Target target) {
    targets.put(target.service(), target);
  }

  /** Takes up what was on its way when the local cloud ended. */
  public void start() {
    shelf.values().forEach(this::arm);
  }

  /**
   * Refuses a target that nothing here delivers to.
   *
   * @throws AwsError {@code ValidationException}, naming the services that are reached
   */
  public void requireReach(String arn) {
    String service = service(arn);
    if (!targets.containsKey(service)) {
      throw AwsError.validation(
          "Target.Arn is not implemented as "
              + arn
              + ", only of the services "
              + new TreeSet<>(targets.keySet()));
    }
    if (!Pending.in(arn) && Account.resourceOf(service, arn).isEmpty()) {
      throw AwsError.validation("Target.Arn is not of this account and region: " + arn);
    }
  }

  /** What is on its way. */
  public List<Parcel> underway() {
    return shelf.values();
  }

  /** Takes a parcel over: when this returns, a kill can no longer lose it. */
  public void send(Parcel parcel) {
    send(List.of(parcel));
  }

  /** Takes parcels over, all or none of them. */
  public void send(List<Parcel> parcels) {
    parcels.forEach(parcel -> shelf.put(parcel.id(), parcel));
    store.commit();
    parcels.forEach(this::go);
  }

  private void arm(Parcel parcel) {
    timeline.at(parcel.due(), ITEM, parcel.sender().name(), () -> go(parcel));
  }

  private void go(Parcel parcel) {
    Activity.Ticket ticket = timeline.activity().begin();
    Thread.ofVirtual()
        .name("delivery " + parcel.sender().name())
        .start(
            () -> {
              try (ticket) {
                attempt(parcel);
              } catch (RuntimeException e) {
                LOG.log(Level.ERROR, "a delivery of " + parcel.sender().arn() + " broke off", e);
              }
            });
  }

  private void attempt(Parcel parcel) {
    Instant now = timeline.clock().instant();
    Instant expires = parcel.policy().expires(parcel.born());
    if (parcel.attempts() > 0 && !now.isBefore(expires)) {
      giveUp(parcel, "MaximumEventAgeInSeconds");
      return;
    }
    Failure failure = tryOnce(parcel);
    if (failure == null) {
      shelf.removeDurably(parcel.id());
      return;
    }
    Instant next = next(parcel, now);
    Parcel failed = parcel.failed(failure, next.isBefore(expires) ? next : expires);
    if (parcel.sender().kind() == Parcel.Kind.RULE && PERMANENT.containsValue(failure.code())) {
      giveUp(failed, "");
    } else if (failed.attempts() > parcel.policy().maximumRetries()) {
      giveUp(failed, "MaximumRetryAttempts");
    } else {
      shelf.putDurably(failed.id(), failed);
      arm(failed);
    }
  }

  /** Counted from when the attempt was due, so that times on the virtual clock are round. */
  private static Instant next(Parcel parcel, Instant now) {
    Duration pause = RetryPolicy.pauseAfter(parcel.attempts() + 1);
    Instant next = parcel.due().plus(pause);
    return next.isAfter(now) ? next : now.plus(pause);
  }

  private @Nullable Failure tryOnce(Parcel parcel) {
    Target target = targets.get(service(parcel.target()));
    try {
      if (target == null) {
        throw AwsError.validation("The local cloud cannot deliver to " + parcel.target());
      }
      clearance.check(parcel, target.action(), parcel.target());
      target.deliver(parcel);
      return null;
    } catch (AwsError e) {
      return new Failure(code(parcel.sender().kind(), e), e.text());
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "a delivery to " + parcel.target() + " failed", e);
      return new Failure("InternalFailure", e.toString());
    }
  }

  /** Scheduler tells the target's own error code; EventBridge one of a few of its own. */
  private static String code(Parcel.Kind kind, AwsError error) {
    return switch (kind) {
      case SCHEDULE -> error.code();
      case RULE ->
          PERMANENT.getOrDefault(
              error.code(), THROTTLES.contains(error.code()) ? "THROTTLING" : "ERROR_FROM_TARGET");
    };
  }

  private void giveUp(Parcel parcel, String condition) {
    String queue = parcel.deadLetterQueue();
    LOG.log(
        Level.WARNING,
        "{0} gave up on {1} after {2} attempts: {3}",
        parcel.sender().arn(),
        parcel.target(),
        parcel.attempts(),
        parcel.failure());
    if (queue != null) {
      try {
        clearance.check(parcel, "sqs:SendMessage", queue);
        queues.send(Queues.nameOf(queue), parcel.deadLetter(), labels(parcel, condition));
      } catch (AwsError e) {
        LOG.log(Level.ERROR, "a dead letter did not reach " + queue + ": " + e.text());
      }
    }
    shelf.removeDurably(parcel.id());
  }

  private static Map<String, MessageAttribute> labels(Parcel parcel, String condition) {
    Map<String, String> texts = new TreeMap<>(parcel.labels());
    Failure failure = parcel.failure();
    texts.put("ERROR_CODE", failure == null ? "InternalFailure" : failure.code());
    texts.put("ERROR_MESSAGE", failure == null ? "unknown" : failure.message());
    texts.put("RETRY_ATTEMPTS", Integer.toString(Math.max(0, parcel.attempts() - 1)));
    texts.put("TARGET_ARN", parcel.target());
    if (!condition.isEmpty()) {
      texts.put("EXHAUSTED_RETRY_CONDITION", condition);
    }
    Map<String, MessageAttribute> labels = new TreeMap<>();
    texts.forEach((name, text) -> labels.put(name, MessageAttribute.text(text)));
    return labels;
  }

  private static String service(String arn) {
    String[] parts = arn.split(":", 4);
    return parts.length < 4 ? "" : parts[2];
  }
}
