package dev.sundial.local.logs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sundial.local.endpoint.Account;
import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.state.Shelf;
import dev.sundial.local.state.StateStore;
import dev.sundial.local.wire.Trees;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * All log groups of the account. A group keeps its newest lines up to {@link #MOST_EVENTS} and
 * {@link #MOST_BYTES}; older ones are dropped, unlike on AWS, so that a machine's disk stays
 * bounded.
 */
public final class LogGroups {
  /** Lines a group keeps at most. */
  public static final long MOST_EVENTS = 100_000;

  /** Bytes of lines a group keeps at most. */
  public static final long MOST_BYTES = 64L * 1024 * 1024;

  private static final int CHUNK = 256;
  private static final long NUMBERS_PER_MILLI = 1000;
  private static final Pattern GROUP_NAME = Pattern.compile("[.\\-_/#A-Za-z0-9]{1,512}");
  private static final Pattern STREAM_NAME = Pattern.compile("[^:*]{1,512}");

  private final StateStore store;
  private final Clock clock;
  private final Consumer<List<LogLine>> reader;
  private final Shelf<StoredGroup> groups;
  private final Shelf<StoredStream> streams;
  private final Shelf<StoredEvent> events;
  private long numbers;

  /**
   * @param clock virtual time
   */
  public LogGroups(StateStore store, Clock clock) {
    this(store, clock, lines -> {});
  }

  /**
   * @param clock virtual time
   * @param reader sees all lines of standard groups: AWS takes no metrics of infrequent ones
   */
  public LogGroups(StateStore store, Clock clock, Consumer<List<LogLine>> reader) {
    this.store = store;
    this.clock = clock;
    this.reader = reader;
    this.groups = store.shelf("log-groups", StoredGroup.class).remembering();
    this.streams = store.shelf("log-streams", StoredStream.class).remembering();
    this.events = store.shelf("log-events", StoredEvent.class);
    this.numbers = clock.instant().toEpochMilli() * NUMBERS_PER_MILLI;
  }

  /** The ARN of a group, without the {@code :*} that some answers put after it. */
  public static String arn(String group) {
    return Account.arn("logs", "log-group:" + group);
  }

  /**
   * The name of the group that a request is about, given as {@code logGroupName} or {@code
   * logGroupIdentifier}; empty when it names none.
   *
   * @throws AwsError when it is given both, or is no name of a group here
   */
  static String named(ObjectNode input) {
    String name = Trees.text(input, "logGroupName", "");
    String identifier = Trees.text(input, "logGroupIdentifier", "");
    if (!name.isEmpty() && !identifier.isEmpty()) {
      throw neitherOrBoth();
    }
    if (identifier.startsWith("arn:")) {
      return checked(nameOf(identifier));
    }
    String given = name.isEmpty() ? identifier : name;
    return given.isEmpty() ? "" : checked(given);
  }

  static AwsError neitherOrBoth() {
    return new AwsError(
        400,
        "InvalidParameterException",
        "Specify either logGroupName or logGroupIdentifier, and not both.");
  }

  /** The name of the group whose tags a request is about. */
  static String tagged(ObjectNode input) {
    return checked(nameOf(Trees.text(input, "resourceArn")));
  }

  /** The group an ARN means, with or without {@code :*}. */
  private static String nameOf(String arn) {
    String kind = "log-group:";
    String name =
        Account.resourceOf("logs", arn)
            .filter(resource -> resource.startsWith(kind))
            .map(resource -> resource.substring(kind.length()))
            .orElseThrow(
                () ->
                    new AwsError(
                        400,
                        "ResourceNotFoundException",
                        "The specified log group does not exist: " + arn));
    return name.endsWith(":*") ? name.substring(0, name.length() - 2) : name;
  }

  private static String checked(String name) {
    if (!GROUP_NAME.matcher(name).matches()) {
      throw new AwsError(
          400,
          "InvalidParameterException",
          "1 validation error detected: Value '"
              + name
              + "' at 'logGroupName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\.\\-_/#A-Za-z0-9]+");
    }
    return name;
  }

  /**
   * Appends lines, in order, to a stream of a group; both are made when missing. The lines reach
   * the disk within a second.
   */
  public synchronized void append(String group, String stream, List<LogLine> lines) {
    if (lines.isEmpty()) {
      return;
    }
    StoredGroup known = groups.get(group).orElseGet(() -> make(group, Map.of()));
    String key = streamKey(known, stream);
    StoredStream before =
        streams.get(key).orElseGet(() -> StoredStream.empty(stream, clock.instant()));
    streams.put(key, before.with(lines, clock.instant()));
    long bytes = 0;
    for (LogLine line : lines) {
      StoredEvent event = new StoredEvent(stream, line.time(), clock.instant(), line.text());
      events.put(EventKey.of(known.number(), line.time(), numbers++), event);
      bytes += event.bytes();
    }
    groups.put(group, trimmed(known.plus(lines.size(), bytes)));
    if (known.logClass().equals(StoredGroup.STANDARD)) {
      reader.accept(lines);
    }
  }

  /** Returns when a kill of the process can no longer lose what was appended. */
  public void commit() {
    store.commit();
  }

  public boolean exists(String group) {
    return groups.get(group).isPresent();
  }

  StoredGroup get(String group) {
    return groups
        .get(group)
        .orElseThrow(
            () ->
                new AwsError(
                    400, "ResourceNotFoundException", "The specified log group does not exist."));
  }

  List<StoredGroup> all() {
    return groups.values();
  }

  synchronized StoredGroup create(String group, Map<String, String> tags) {
    if (!GROUP_NAME.matcher(group).matches()) {
      throw invalid("logGroupName", group, GROUP_NAME.pattern());
    }
    if (exists(group)) {
      throw new AwsError(
          400, "ResourceAlreadyExistsException", "The specified log group already exists");
    }
    StoredGroup made = make(group, tags);
    store.commit();
    return made;
  }

  private StoredGroup make(String group, Map<String, String> tags) {
    Instant now = clock.instant();
    long number = now.toEpochMilli();
    List<Long> taken = groups.values().stream().map(StoredGroup::number).toList();
    while (taken.contains(number)) {
      number++;
    }
    StoredGroup made = new StoredGroup(number, group, null, StoredGroup.STANDARD, tags, now, 0, 0);
    groups.put(group, made);
    return made;
  }

  synchronized void retain(String group, @Nullable Integer days) {
    if (days != null && !StoredGroup.RETENTIONS.contains(days)) {
      throw new AwsError(
          400, "InvalidParameterException", "Retention of " + days + " days is not one of AWS's");
    }
    groups.putDurably(group, get(group).withRetention(days));
  }

  synchronized void classify(String group, String logClass) {
    groups.putDurably(group, get(group).withClass(logClass));
  }

  synchronized void tag(String group, Map<String, String> tags) {
    groups.putDurably(group, get(group).withTags(tags));
  }

  synchronized void delete(String group) {
    StoredGroup gone = get(group);
    scan(gone, "", (key, event) -> true, Integer.MAX_VALUE).forEach(e -> events.remove(e.getKey()));
    streamKeys(gone).forEach(streams::remove);
    groups.removeDurably(group);
  }

  synchronized void createStream(String group, String stream) {
    if (!STREAM_NAME.matcher(stream).matches()) {
      throw invalid("logStreamName", stream, STREAM_NAME.pattern());
    }
    String key = streamKey(get(group), stream);
    if (streams.get(key).isPresent()) {
      throw new AwsError(
          400, "ResourceAlreadyExistsException", "The specified log stream already exists");
    }
    streams.putDurably(key, StoredStream.empty(stream, clock.instant()));
  }

  synchronized void deleteStream(String group, String stream) {
    StoredGroup in = get(group);
    stream(in, stream);
    long bytes = 0;
    List<Map.Entry<String, StoredEvent>> gone =
        scan(in, "", (key, event) -> event.stream().equals(stream), Integer.MAX_VALUE);
    for (Map.Entry<String, StoredEvent> entry : gone) {
      events.remove(entry.getKey());
      bytes += entry.getValue().bytes();
    }
    groups.put(group, in.plus(-gone.size(), -bytes));
    streams.removeDurably(streamKey(in, stream));
  }

  /** A stream of a group; refuses one that does not exist. */
  StoredStream stream(StoredGroup group, String stream) {
    return streams
        .get(streamKey(group, stream))
        .orElseThrow(
            () ->
                new AwsError(
                    400, "ResourceNotFoundException", "The specified log stream does not exist."));
  }

  /** The streams of a group in the order of their names. */
  synchronized List<StoredStream> streams(StoredGroup group) {
    return streamKeys(group).stream().map(streams::get).flatMap(Optional::stream).toList();
  }

  /**
   * Lines of a group in the order of their times.
   *
   * @param after only lines with a greater key; empty for all
   * @param limit of lines returned
   */
  synchronized List<Map.Entry<String, StoredEvent>> events(
      StoredGroup group, String after, BiPredicate<String, StoredEvent> wanted, int limit) {
    StoredGroup before = get(group.name());
    StoredGroup left = trimmed(before);
    if (!left.equals(before)) {
      groups.put(left.name(), left);
    }
    return scan(group, after, wanted, limit);
  }

  private List<Map.Entry<String, StoredEvent>> scan(
      StoredGroup group, String after, BiPredicate<String, StoredEvent> wanted, int limit) {
    String prefix = EventKey.prefix(group.number());
    String from = after.compareTo(prefix) > 0 ? after : prefix;
    List<Map.Entry<String, StoredEvent>> found = new ArrayList<>();
    while (true) {
      List<Map.Entry<String, StoredEvent>> chunk = events.from(from, CHUNK);
      for (Map.Entry<String, StoredEvent> entry : chunk) {
        if (!entry.getKey().startsWith(prefix) || found.size() >= limit) {
          return found;
        }
        if (entry.getKey().compareTo(after) > 0 && wanted.test(entry.getKey(), entry.getValue())) {
          found.add(entry);
        }
      }
      if (chunk.size() < CHUNK) {
        return found;
      }
      from = chunk.getLast().getKey() + "~";
    }
  }

  /** Drops lines that are too old or too many; returns the group with what is left. */
  private StoredGroup trimmed(StoredGroup group) {
    String prefix = EventKey.prefix(group.number());
    // Keys tell the time in milliseconds, and so much later a line is dropped.
    String kept =
        group
            .retention()
            .map(clock.instant()::minus)
            .map(oldest -> EventKey.from(group.number(), oldest.toEpochMilli()))
            .orElse(prefix);
    StoredGroup left = group;
    while (true) {
      boolean full = left.events() > MOST_EVENTS || left.bytes() > MOST_BYTES;
      Optional<String> first = events.firstKey(prefix).filter(key -> key.startsWith(prefix));
      if (first.isEmpty() || (!full && first.get().compareTo(kept) >= 0)) {
        return left;
      }
      long bytes = events.get(first.get()).map(StoredEvent::bytes).orElse(0L);
      events.remove(first.get());
      left = left.plus(-1, -bytes);
    }
  }

  private List<String> streamKeys(StoredGroup group) {
    String prefix = streamKey(group, "");
    return streams.keys().stream().filter(key -> key.startsWith(prefix)).toList();
  }

  private static String streamKey(StoredGroup group, String stream) {
    return EventKey.prefix(group.number()) + "/" + stream;
  }

  private static AwsError invalid(String name, String value, String pattern) {
    return new AwsError(
        400,
        "InvalidParameterException",
        "1 validation error detected: Value '"
            + value
            + "' at '"
            + name
            + "' failed to satisfy constraint: Member must satisfy regular expression pattern: "
            + pattern);
  }
}
