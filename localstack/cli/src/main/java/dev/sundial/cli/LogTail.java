package dev.sundial.cli;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;

/**
 * The end of a log group, and what is added to it.
 *
 * @param pattern a CloudWatch Logs filter pattern; null for every line
 */
record LogTail(CloudWatchLogsClient logs, String group, @Nullable String pattern) {
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** The newest events, oldest first. */
  List<FilteredLogEvent> newest(int limit) {
    Deque<FilteredLogEvent> newest = new ArrayDeque<>();
    since(0)
        .accept(
            event -> {
              newest.add(event);
              if (newest.size() > limit) {
                newest.removeFirst();
              }
            });
    return List.copyOf(newest);
  }

  /** Hands on each event that comes after these, until it is interrupted. */
  void follow(List<FilteredLogEvent> known, Consumer<FilteredLogEvent> watcher)
      throws InterruptedException {
    Set<String> atLast = new HashSet<>();
    long[] last = {0};
    Consumer<FilteredLogEvent> remember =
        event -> {
          if (event.timestamp() > last[0]) {
            atLast.clear();
            last[0] = event.timestamp();
          }
          atLast.add(event.eventId());
        };
    known.forEach(remember);
    while (true) {
      Thread.sleep(PAUSE);
      since(last[0])
          .accept(
              event -> {
                if (!atLast.contains(event.eventId())) {
                  remember.accept(event);
                  watcher.accept(event);
                }
              });
    }
  }

  private Consumer<Consumer<FilteredLogEvent>> since(long millis) {
    return each ->
        logs
            .filterLogEventsPaginator(
                r -> r.logGroupName(group).filterPattern(pattern).startTime(millis))
            .stream()
            .flatMap(page -> page.events().stream())
            .forEach(each);
  }
}
