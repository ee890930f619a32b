package dev.sundial.local.logs;

import dev.sundial.local.page.LogSource;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The log groups, as the local cloud's pages show them. */
public final class LogView implements LogSource {
  private final LogGroups groups;

  public LogView(LogGroups groups) {
    this.groups = groups;
  }

  @Override
  public List<Group> groups() {
    return groups.all().stream()
        .map(
            group ->
                new Group(
                    group.name(),
                    group.retention().map(retention -> (int) retention.toDays()),
                    group.events(),
                    group.bytes()))
        .toList();
  }

  @Override
  public List<Stream> streams(String group) {
    if (!groups.exists(group)) {
      return List.of();
    }
    return groups.streams(groups.get(group)).stream()
        .map(
            stream ->
                new Stream(
                    stream.name(),
                    Optional.ofNullable(stream.firstEvent()),
                    Optional.ofNullable(stream.lastEvent())))
        .sorted(
            Comparator.comparing((Stream stream) -> stream.last().orElse(Instant.EPOCH)).reversed())
        .toList();
  }

  @Override
  public List<Line> newest(Wanted wanted) {
    Predicate<String> pattern = FilterPattern.parse(wanted.pattern());
    if (!groups.exists(wanted.group())) {
      return List.of();
    }
    StoredGroup group = groups.get(wanted.group());
    // Lines come in the order of their times: only the newest found so far are held.
    Deque<Line> newest = new ArrayDeque<>();
    groups.events(
        group,
        EventKey.from(group.number(), wanted.from().toEpochMilli()),
        (key, event) -> {
          if (fits(event, wanted) && pattern.test(event.message())) {
            newest.addLast(new Line(event.time(), event.stream(), event.message()));
            if (newest.size() > wanted.limit()) {
              newest.removeFirst();
            }
          }
          return false;
        },
        1);
    return List.copyOf(newest);
  }

  private static boolean fits(StoredEvent event, Wanted wanted) {
    return !event.time().isAfter(wanted.until())
        && (wanted.stream().isEmpty() || wanted.stream().equals(event.stream()));
  }
}
