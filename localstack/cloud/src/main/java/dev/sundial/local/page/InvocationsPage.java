package dev.sundial.local.page;

import dev.sundial.local.endpoint.Headers;
import dev.sundial.local.lambda.InvocationRecord;
import dev.sundial.local.lambda.InvocationSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The attempts to invoke functions, newest first; one page each. */
final class InvocationsPage implements Page {
  private static final int SHOWN = 100;
  private static final int MOST = 5_000;

  private final InvocationSource invocations;
  private final InvocationPage one;

  InvocationsPage(InvocationSource invocations, LogSource logs) {
    this.invocations = invocations;
    this.one = new InvocationPage(invocations, logs);
  }

  @Override
  public Optional<View> view(String rest, Headers query) {
    if (!rest.isEmpty()) {
      return rest.matches("\\d{1,18}")
          ? invocations.find(Long.parseLong(rest)).map(one::view)
          : Optional.empty();
    }
    String function = query.first("function", "");
    String request = query.first("request", "");
    int limit = Page.number(query, "limit", SHOWN, MOST);
    List<InvocationRecord> found =
        (request.isEmpty() ? invocations.recent(MOST) : invocations.ofRequest(request).reversed())
            .stream()
                .filter(it -> function.isEmpty() || it.function().equals(function))
                .limit(limit)
                .toList();
    String shown =
        "Newest first"
            + (function.isEmpty() ? "" : ", of " + function)
            + (request.isEmpty() ? "" : ", of request " + request)
            + (found.size() == limit ? ", the newest " + limit + "." : ".");
    return Optional.of(
        new View(
            "Invocations",
            Map.of("invocations", found),
            Html.many(
                Html.element(
                        "p",
                        Html.text(shown + " "),
                        function.isEmpty() && request.isEmpty()
                            ? Html.nothing()
                            : Html.link(Show.path("/invocations"), "Show all"))
                    .with("class", "note"),
                table(found).html("Nothing was invoked yet."))));
  }

  static Table table(List<InvocationRecord> found) {
    Table table =
        new Table(
            "No.", "Outcome", "Function", "Started", "Attempt", "Duration", "Calls", "By", "");
    for (InvocationRecord it : found) {
      String number = Long.toString(it.number());
      table.row(
          Html.link(Show.path("/invocations/" + number), number),
          badge(it),
          Html.link(Show.path("/invocations", "function", it.function()), it.function()),
          Show.time(it.started()),
          Html.text(Integer.toString(it.attempt())),
          Html.text(millis(it.durationMillis())),
          Html.text(Integer.toString(it.calls().size())),
          Html.text(it.source()),
          remark(it));
    }
    return table;
  }

  /** What went wrong and what follows. */
  private static Html remark(InvocationRecord it) {
    return Html.many(
        it.error() == null
            ? Html.nothing()
            : Html.element("div", Show.brief(Thrown.parse(it.error()).line()))
                .with("class", "remark"),
        it.then().isEmpty()
            ? Html.nothing()
            : Html.element("div", Show.brief(Show.shortened(it.then())))
                .with("class", "remark faint"));
  }

  static Html badge(InvocationRecord it) {
    Show.Mood mood =
        switch (it.outcome()) {
          case ANSWERED -> Show.Mood.GOOD;
          case RUNNING -> Show.Mood.BUSY;
          case FAILED, NOT_RUN -> Show.Mood.BAD;
          case THROTTLED -> Show.Mood.PLAIN;
        };
    return Show.badge(it.outcome().name().toLowerCase(Locale.ROOT).replace('_', ' '), mood);
  }

  static String millis(@Nullable Double millis) {
    return millis == null ? "–" : String.format(Locale.ROOT, "%.1f\u00a0ms", millis);
  }
}
