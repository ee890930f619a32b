package dev.sundial.local.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sundial.local.state.StateStore;
import dev.sundial.local.testing.ClientEndpoint;
import dev.sundial.local.testing.HandClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;

class LogsServiceTest {
  private static final String GROUP = "/aws/lambda/f";

  private final HandClock clock = new HandClock("2026-11-20T10:00:00Z");
  private final LogGroups groups = new LogGroups(StateStore.inMemory(), clock);
  private ClientEndpoint endpoint;
  private CloudWatchLogsClient logs;

  @BeforeEach
  void start() throws Exception {
    endpoint = new ClientEndpoint(LogsService.of(groups, clock));
    logs = endpoint.client(CloudWatchLogsClient.builder());
  }

  @AfterEach
  void stop() throws Exception {
    logs.close();
    endpoint.close();
  }

  private void append(String stream, String... lines) {
    for (String line : lines) {
      groups.append(GROUP, stream, List.of(new LogLine(clock.instant(), line)));
    }
  }

  private List<String> filter(String pattern) {
    return logs
        .filterLogEventsPaginator(r -> r.logGroupName(GROUP).filterPattern(pattern).limit(2))
        .events()
        .stream()
        .map(FilteredLogEvent::message)
        .toList();
  }

  @Test
  void filtersTheLinesOfAllStreamsInTheOrderOfTheirTimes() {
    append("a", "START", "ERROR one");
    clock.advance(Duration.ofSeconds(1));
    append("b", "START", "ERROR two", "{\"level\":\"WARN\"}");
    clock.advance(Duration.ofSeconds(1));
    append("a", "ERROR three");

    assertThat(filter("ERROR")).containsExactly("ERROR one", "ERROR two", "ERROR three");
    assertThat(filter("{ $.level = \"WARN\" }")).containsExactly("{\"level\":\"WARN\"}");
    assertThat(filter("")).hasSize(6);
    long second = clock.millis();
    assertThat(
            logs.filterLogEvents(
                    r -> r.logGroupName(GROUP).startTime(second - 1000).endTime(second - 1000))
                .events())
        .extracting(FilteredLogEvent::message)
        .containsExactly("START", "ERROR two", "{\"level\":\"WARN\"}");
  }

  @Test
  void pagesAStreamForwardAndBackward() {
    append("other", "x");
    append("s", IntStream.rangeClosed(1, 5).mapToObj(Integer::toString).toArray(String[]::new));

    GetLogEventsResponse tail = get("s", null, 2, false);
    assertThat(tail.events()).extracting(OutputLogEvent::message).containsExactly("4", "5");
    GetLogEventsResponse before = get("s", tail.nextBackwardToken(), 2, false);
    assertThat(before.events()).extracting(OutputLogEvent::message).containsExactly("2", "3");
    append("s", "6");
    GetLogEventsResponse after = get("s", tail.nextForwardToken(), 2, true);
    assertThat(after.events()).extracting(OutputLogEvent::message).containsExactly("6");
    GetLogEventsResponse end = get("s", after.nextForwardToken(), 2, true);
    assertThat(end.events()).isEmpty();
    assertThat(end.nextForwardToken()).isEqualTo(after.nextForwardToken());
  }

  @Test
  void readsAllOfAStreamFromItsHeadWithThePaginatorOfTheSdk() {
    append("s", "1", "2", "3");
    List<String> messages = new ArrayList<>();
    logs
        .getLogEventsPaginator(
            r -> r.logGroupName(GROUP).logStreamName("s").limit(2).startFromHead(true))
        .stream()
        .limit(4)
        .forEach(page -> page.events().forEach(event -> messages.add(event.message())));
    assertThat(messages).containsExactly("1", "2", "3");
  }

  private GetLogEventsResponse get(String stream, @Nullable String token, int limit, boolean head) {
    return logs.getLogEvents(
        r ->
            r.logGroupName(GROUP)
                .logStreamName(stream)
                .nextToken(token)
                .limit(limit)
                .startFromHead(head));
  }

  @Test
  void forgetsLinesAfterTheirRetentionOnTheVirtualClock() {
    append("s", "old");
    logs.putRetentionPolicy(r -> r.logGroupName(GROUP).retentionInDays(1));
    clock.advance(Duration.ofDays(1));
    assertThat(filter("")).containsExactly("old");
    clock.advance(Duration.ofMillis(1));
    assertThat(filter("")).isEmpty();
    assertThatThrownBy(() -> logs.putRetentionPolicy(r -> r.logGroupName(GROUP).retentionInDays(2)))
        .hasMessageContaining("2 days");
  }

  @Test
  void keepsTheNewestLinesOfAGroupThatIsFull() {
    for (int i = 0; i < 101; i++) {
      LogLine line = new LogLine(clock.instant(), "x");
      groups.append(GROUP, "s", Collections.nCopies(1000, line));
      clock.advance(Duration.ofSeconds(1));
    }
    StoredGroup group = groups.get(GROUP);
    assertThat(group.events()).isEqualTo(LogGroups.MOST_EVENTS);
    assertThat(groups.events(group, "", (key, event) -> true, 1))
        .first()
        .extracting(entry -> entry.getValue().time().toString())
        .isEqualTo("2026-11-20T10:00:01Z");
  }

  @Test
  void describesGroupsAndStreams() {
    logs.createLogGroup(r -> r.logGroupName("other"));
    append("b", "x");
    clock.advance(Duration.ofSeconds(1));
    append("a", "y");

    LogGroup group =
        logs.describeLogGroups(r -> r.logGroupNamePrefix("/aws/")).logGroups().getFirst();
    assertThat(group.arn())
        .isEqualTo("arn:aws:logs:us-east-1:000000000000:log-group:/aws/lambda/f:*");
    assertThat(group.storedBytes()).isEqualTo(54);
    assertThat(
            logs.describeLogStreams(
                    r ->
                        r.logGroupIdentifier(group.arn()).orderBy("LastEventTime").descending(true))
                .logStreams())
        .extracting(stream -> stream.logStreamName())
        .containsExactly("a", "b");
    logs.deleteLogStream(r -> r.logGroupName(GROUP).logStreamName("a"));
    assertThat(filter("")).containsExactly("x");
    logs.deleteLogGroup(r -> r.logGroupName(GROUP));
    assertThatThrownBy(() -> filter("")).isInstanceOf(ResourceNotFoundException.class);
    assertThat(logs.describeLogGroups().logGroups()).hasSize(1);
  }

  @Test
  void takesLinesFromClientsUnlessTheyAreTooOldOrTooNew() {
    logs.createLogGroup(r -> r.logGroupName(GROUP));
    logs.createLogStream(r -> r.logGroupName(GROUP).logStreamName("s"));
    long now = clock.millis();
    PutLogEventsResponse response =
        logs.putLogEvents(
            r ->
                r.logGroupName(GROUP)
                    .logStreamName("s")
                    .logEvents(
                        line(now - Duration.ofDays(14).toMillis() - 1, "too old"),
                        line(now - Duration.ofDays(14).toMillis(), "old"),
                        line(now + Duration.ofHours(2).toMillis(), "new"),
                        line(now + Duration.ofHours(2).toMillis() + 1, "too new")));

    assertThat(filter("")).containsExactly("old", "new");
    assertThat(response.rejectedLogEventsInfo().tooOldLogEventEndIndex()).isEqualTo(1);
    assertThat(response.rejectedLogEventsInfo().tooNewLogEventStartIndex()).isEqualTo(3);
  }

  private static InputLogEvent line(long time, String message) {
    return InputLogEvent.builder().timestamp(time).message(message).build();
  }

  @Test
  void refusesByNameWhatItDoesNotDo() {
    assertThatThrownBy(() -> logs.createLogGroup(r -> r.logGroupName("g").kmsKeyId("k")))
        .hasMessageContaining("CreateLogGroup.kmsKeyId");
    assertThatThrownBy(() -> logs.startQuery(r -> r.queryString("q").startTime(0L).endTime(1L)))
        .hasMessageContaining("does not implement StartQuery");
  }

  @Test
  void keepsWhatItAcknowledgedWhenKilled(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("state");
    LogGroups before = new LogGroups(StateStore.open(file), clock);
    before.append(GROUP, "s", List.of(new LogLine(clock.instant(), "one")));
    before.commit();
    Path copy = Files.copy(file, folder.resolve("copy"));
    clock.advance(Duration.ofMillis(1));

    LogGroups after = new LogGroups(StateStore.open(copy), clock);
    after.append(GROUP, "s", List.of(new LogLine(clock.instant().minusMillis(1), "two")));

    assertThat(after.events(after.get(GROUP), "", (key, event) -> true, 10))
        .extracting(entry -> entry.getValue().message())
        .containsExactly("one", "two");
  }
}
