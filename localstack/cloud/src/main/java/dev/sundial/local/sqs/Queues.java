package dev.sundial.local.sqs;

import dev.sundial.local.endpoint.Account;
import dev.sundial.local.metrics.MetricSink;
import dev.sundial.local.state.Shelf;
import dev.sundial.local.state.StateStore;
import dev.sundial.local.time.Timeline;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** All queues of the account. What a method acknowledges by returning survives a kill. */
public final class Queues {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,80}");

  private final Clock clock;
  private final URI endpoint;
  private final Shelf<StoredQueue> shelf;
  private final MessageShelves messages;
  private final QueueMetrics metrics;
  private final Map<Long, MessageQueue> open = new ConcurrentHashMap<>();

  /**
   * @param clock virtual time
   * @param endpoint where clients reach the AWS endpoint; queue URLs begin with it
   */
  public Queues(StateStore store, Clock clock, URI endpoint) {
    this(store, clock, endpoint, MetricSink.NONE);
  }

  /**
   * @param clock virtual time
   * @param endpoint where clients reach the AWS endpoint; queue URLs begin with it
   * @param metrics where queues tell of themselves
   */
  public Queues(StateStore store, Clock clock, URI endpoint, MetricSink metrics) {
    this.clock = clock;
    this.endpoint = endpoint;
    this.shelf = store.shelf("sqs-queues", StoredQueue.class);
    this.messages = new MessageShelves(store);
    this.metrics = new QueueMetrics(metrics, clock);
    Map<Long, TreeMap<Long, Visibility>> remembered = messages.load();
    for (StoredQueue queue : shelf.values()) {
      TreeMap<Long, Visibility> mine = remembered.remove(queue.number());
      open.put(
          queue.number(),
          new MessageQueue(queue.number(), messages, clock, mine == null ? new TreeMap<>() : mine));
    }
    remembered.forEach((number, left) -> left.keySet().forEach(s -> messages.remove(number, s)));
  }

  /** Begins to tell how full the queues are. */
  public void start(Timeline timeline) {
    metrics.start(this, timeline);
  }

  /** What they tell of themselves. */
  QueueMetrics metrics() {
    return metrics;
  }

  /** A queue's policy, as JSON; empty when it has none, or is none. */
  public Optional<String> policy(String name) {
    return shelf.get(name).map(queue -> queue.settings().get(StoredQueue.POLICY));
  }

  public static String arn(String name) {
    return Account.arn("sqs", name);
  }

  public String url(String name) {
    return endpoint.resolve("/" + Account.ID + "/" + name).toString();
  }

  /**
   * The name of the queue an ARN means.
   *
   * @throws dev.sundial.local.endpoint.AwsError {@code QueueDoesNotExist} when it is none of this
   *     account and region
   */
  public static String nameOf(String arn) {
    return Account.resourceOf("sqs", arn).orElseThrow(SqsErrors::noQueue);
  }

  public boolean exists(String name) {
    return shelf.get(name).isPresent();
  }

  /** Names in alphabetical order. */
  public List<String> names() {
    return shelf.keys();
  }

  /**
   * Puts a message into a queue from inside the cloud, and returns its id when a kill can no longer
   * lose it.
   *
   * @throws dev.sundial.local.endpoint.AwsError {@code QueueDoesNotExist}, or when the message does
   *     not fit
   */
  public String send(String name, String body, Map<String, MessageAttribute> attributes) {
    NewMessage message = NewMessage.of(body, attributes, Account.ID);
    StoredMessage stored = send(get(name), message);
    commit();
    return stored.id();
  }

  /** How many messages a queue holds, in whatever state; 0 when there is no such queue. */
  public int depth(String name) {
    return shelf.get(name).map(queue -> counts(queue).all()).orElse(0);
  }

  /** The oldest messages of a queue, whatever their visibility, without receiving them. */
  public List<PeekedMessage> peek(String name, int max) {
    StoredQueue queue = get(name);
    return queue(queue).peek(max, retention(queue)).stream()
        .map(m -> new PeekedMessage(m.id(), m.body(), m.attributes(), m.sent()))
        .toList();
  }

  /** Makes a queue with defaults unless there is one of that name. */
  public void ensure(String name) {
    if (!exists(name)) {
      create(name, Map.of(), Map.of());
    }
  }

  StoredQueue get(String name) {
    return shelf.get(name).orElseThrow(SqsErrors::noQueue);
  }

  List<StoredQueue> all() {
    return shelf.values();
  }

  /** Makes a queue, or returns the one of that name when it is as wanted. */
  synchronized StoredQueue create(
      String name, Map<String, String> attributes, Map<String, String> tags) {
    if (!NAME.matcher(name).matches()) {
      throw SqsErrors.invalid(
          "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length");
    }
    check(attributes);
    Optional<StoredQueue> existing = shelf.get(name);
    if (existing.isPresent()) {
      refuseDifferent(existing.get(), attributes);
      return existing.get();
    }
    long number = clock.instant().toEpochMilli();
    while (open.containsKey(number)) {
      number++;
    }
    StoredQueue queue =
        new StoredQueue(number, name, Map.of(), tags, clock.instant(), clock.instant())
            .with(attributes, clock.instant());
    open.put(number, new MessageQueue(number, messages, clock, new TreeMap<>()));
    shelf.putDurably(name, queue);
    return queue;
  }

  private void check(Map<String, String> attributes) {
    QueueSettings.check(attributes);
    String redrive = attributes.getOrDefault(StoredQueue.REDRIVE_POLICY, "");
    RedrivePolicy.parse(redrive)
        .filter(policy -> !exists(policy.deadLetterQueue()))
        .ifPresent(
            policy -> {
              throw SqsErrors.invalidValue(
                  StoredQueue.REDRIVE_POLICY, redrive, "Dead letter target does not exist.");
            });
  }

  private static void refuseDifferent(StoredQueue queue, Map<String, String> wanted) {
    wanted.forEach(
        (attribute, value) -> {
          String absent =
              QueueNumber.named(attribute)
                  .map(number -> Integer.toString(number.absent()))
                  .orElse(attribute.equals(StoredQueue.MANAGED_ENCRYPTION) ? "true" : "");
          if (!queue.settings().getOrDefault(attribute, absent).equals(value)) {
            throw SqsErrors.of(
                "QueueNameExists",
                "A queue already exists with the same name and a different value for attribute "
                    + attribute);
          }
        });
  }

  /** Sets attributes; an empty text unsets one. */
  synchronized StoredQueue configure(String name, Map<String, String> attributes) {
    check(attributes);
    StoredQueue queue = get(name).with(attributes, clock.instant());
    shelf.putDurably(name, queue);
    return queue;
  }

  synchronized void tag(String name, Map<String, String> tags) {
    shelf.putDurably(name, get(name).withTags(tags));
  }

  synchronized void delete(String name) {
    StoredQueue queue = get(name);
    shelf.remove(name);
    MessageQueue gone = open.remove(queue.number());
    if (gone != null) {
      gone.close();
      gone.purge();
    }
    commit();
  }

  /** Adds a message; {@link #commit} makes it safe. */
  StoredMessage send(StoredQueue queue, NewMessage message) {
    message.check(queue.number(QueueNumber.MAXIMUM_MESSAGE_SIZE));
    Integer own = message.delaySeconds();
    Duration delay =
        Duration.ofSeconds(own == null ? queue.number(QueueNumber.DELAY_SECONDS) : own);
    StoredMessage stored = message.sentAt(clock.instant());
    queue(queue).add(stored, delay);
    metrics.sent(queue.name(), message.bytes());
    return stored;
  }

  /**
   * Receives up to {@code max} messages.
   *
   * @param wait real time to wait for the first one
   * @param hide virtual time they are hidden then
   */
  List<Received> receive(StoredQueue queue, int max, Duration wait, Duration hide)
      throws InterruptedException {
    long deadline = System.nanoTime() + wait.toNanos();
    Optional<RedrivePolicy> redrive = queue.redrive().filter(p -> exists(p.deadLetterQueue()));
    Integer most = redrive.map(RedrivePolicy::maxReceiveCount).orElse(null);
    while (true) {
      List<Received> moved = new ArrayList<>();
      Duration left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
      List<Received> received =
          queue(queue).receive(max, left, hide, retention(queue), most, moved);
      if (moved.isEmpty()) {
        metrics.received(queue.name(), received.size());
        return received;
      }
      move(queue, redrive.map(RedrivePolicy::deadLetterQueue).orElse(null), moved);
      if (!received.isEmpty()) {
        metrics.received(queue.name(), received.size());
        return received;
      }
    }
  }

  private void move(StoredQueue from, @Nullable String to, List<Received> moved) {
    MessageQueue target = queue(get(to == null ? from.name() : to));
    moved.forEach(one -> target.add(one.message().movedFrom(arn(from.name())), Duration.ZERO));
    moved.forEach(one -> queue(from).drop(one.handle().sequence()));
    commit();
  }

  void delete(StoredQueue queue, String handle) {
    queue(queue).delete(parse(queue, handle));
    metrics.deleted(queue.name());
  }

  MessageQueue.Change hide(StoredQueue queue, String handle, Duration hide) {
    return queue(queue).hide(parse(queue, handle), hide);
  }

  void purge(StoredQueue queue) {
    queue(queue).purge();
    commit();
  }

  Counts counts(StoredQueue queue) {
    return queue(queue).counts(retention(queue));
  }

  /** Seconds since the oldest message was sent; 0 without any. */
  long oldestSeconds(StoredQueue queue) {
    return queue(queue)
        .oldest()
        .map(sent -> Math.max(0, Duration.between(sent, clock.instant()).toSeconds()))
        .orElse(0L);
  }

  void commit() {
    messages.commit();
  }

  /** Names of the queues that send their dead letters to this one. */
  List<String> sources(String deadLetterQueue) {
    return all().stream()
        .filter(
            q -> q.redrive().filter(r -> r.deadLetterQueue().equals(deadLetterQueue)).isPresent())
        .map(StoredQueue::name)
        .sorted(Comparator.naturalOrder())
        .toList();
  }

  private static Duration retention(StoredQueue queue) {
    return Duration.ofSeconds(queue.number(QueueNumber.MESSAGE_RETENTION_PERIOD));
  }

  private MessageQueue queue(StoredQueue queue) {
    MessageQueue found = open.get(queue.number());
    if (found == null) {
      throw SqsErrors.noQueue();
    }
    return found;
  }

  private static ReceiptHandle parse(StoredQueue queue, String handle) {
    return ReceiptHandle.parse(handle)
        .filter(parsed -> parsed.queue() == queue.number())
        .orElseThrow(() -> SqsErrors.receiptHandle(handle));
  }
}
