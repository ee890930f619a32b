package dev.sundial.local.page;

import dev.sundial.local.lambda.InvocationRecord;
import dev.sundial.local.lambda.InvocationSource;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One attempt: its times, its numbered AWS calls, what went in and out, the end of its log. */
final class InvocationPage {
  private static final int LOG_LINES = 1_000;
  private static final int TAIL = 100;
  private static final Duration REPORT_DELAY = Duration.ofSeconds(2);

  private final InvocationSource invocations;
  private final LogSource logs;

  InvocationPage(InvocationSource invocations, LogSource logs) {
    this.invocations = invocations;
    this.logs = logs;
  }

  View view(InvocationRecord it) {
    List<LogSource.Line> tail = tail(it);
    List<InvocationRecord> attempts = invocations.ofRequest(it.requestId());
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("invocation", it);
    json.put("attempts", attempts.stream().map(InvocationRecord::number).toList());
    json.put("log", tail);
    Html others =
        attempts.size() < 2
            ? Html.nothing()
            : Show.section(
                "All attempts of this request", InvocationsPage.table(attempts).html(""));
    Html error =
        it.error() == null
            ? Html.nothing()
            : Show.section("Error", Show.block(Thrown.parse(it.error()).text()));
    Html answer =
        it.answer() == null ? Html.nothing() : Show.section("Answer", Show.document(it.answer()));
    return new View(
        "Invocation " + it.number(),
        json,
        Html.many(
            Show.facts(facts(it)),
            error,
            Show.section(
                "AWS calls" + (it.calls().isEmpty() ? "" : " (" + it.calls().size() + ")"),
                calls(it)),
            Show.section("Log", LogsPage.log(tail)),
            Show.section("Event", Show.document(it.payload())),
            answer,
            others));
  }

  private static Map<String, Html> facts(InvocationRecord it) {
    Map<String, Html> facts = new LinkedHashMap<>();
    facts.put(
        "Function",
        Html.many(
            Html.link(Show.path("/invocations", "function", it.function()), it.function()),
            Html.text(" " + it.version())));
    facts.put("Outcome", InvocationsPage.badge(it));
    if (!it.then().isEmpty()) {
      facts.put("Then", Html.text(Show.shortened(it.then())));
    }
    facts.put("Attempt", Html.text(Integer.toString(it.attempt())));
    facts.put(
        "Request id",
        Html.link(Show.path("/invocations", "request", it.requestId()), it.requestId()));
    facts.put("Asked for by", Html.text(it.source()));
    facts.put("Queued", Show.time(it.queued()));
    facts.put("Started", Show.time(it.started()));
    facts.put("Ended", Show.time(it.ended()));
    facts.put("Duration, real", Html.text(InvocationsPage.millis(it.durationMillis())));
    facts.put("Initialization", Html.text(InvocationsPage.millis(it.initMillis())));
    facts.put("Restore", Html.text(InvocationsPage.millis(it.restoreMillis())));
    facts.put("Most memory", Html.text(it.maxMemoryMegabytes() + " MB"));
    facts.put("Process", Html.text(it.pid() == 0 ? "none" : Long.toString(it.pid())));
    facts.put(
        "Log stream",
        it.logStream().isEmpty()
            ? Html.text("none")
            : Html.link(
                Show.path("/logs", "group", it.logGroup(), "stream", it.logStream()),
                it.logStream()));
    if (isGivenUp(it)) {
      facts.put("It lies in", Html.link(Show.path("/failures"), "a failure queue"));
    }
    return facts;
  }

  private static boolean isGivenUp(InvocationRecord it) {
    return it.then().contains(" sent to arn:aws:sqs:");
  }

  private static Html calls(InvocationRecord it) {
    Table table = new Table("No.", "Service", "Operation", "Answer");
    for (InvocationRecord.Call call : it.calls()) {
      table.row(
          Html.text(Integer.toString(call.number())),
          Html.text(call.service()),
          Html.text(call.operation()),
          answer(call.status()));
    }
    return table.html("It made no AWS calls.");
  }

  private static Html answer(int status) {
    if (status < 0) {
      return Show.badge("running", Show.Mood.BUSY);
    }
    if (status == 0) {
      return Show.badge("no reply left", Show.Mood.BAD);
    }
    return Show.badge(Integer.toString(status), status < 400 ? Show.Mood.GOOD : Show.Mood.BAD);
  }

  /** Lines of its stream from its start to its report, which comes just after its end. */
  private List<LogSource.Line> tail(InvocationRecord it) {
    if (it.logStream().isEmpty()) {
      return List.of();
    }
    Instant end =
        Optional.ofNullable(it.ended()).map(ended -> ended.plus(REPORT_DELAY)).orElse(Instant.MAX);
    List<LogSource.Line> lines =
        logs.newest(
            new LogSource.Wanted(it.logGroup(), it.started(), end, it.logStream(), "", LOG_LINES));
    int report = LOG_LINES;
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).text().startsWith("REPORT RequestId: " + it.requestId())) {
        report = i + 1;
      }
    }
    int last = Math.min(report, lines.size());
    return lines.subList(Math.max(0, last - TAIL), last);
  }
}
