package dev.sundial.local.page;

import dev.sundial.local.endpoint.Headers;
import dev.sundial.local.stack.Stacks;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What lies in the failure queues of everything deployed, looked at without receiving it. */
final class FailuresPage implements Page {
  private static final int SHOWN = 100;
  private static final int MOST = 1_000;

  private final Stacks stacks;
  private final QueueSource queues;

  FailuresPage(Stacks stacks, QueueSource queues) {
    this.stacks = stacks;
    this.queues = queues;
  }

  record QueueJson(String queue, String kind, String owner, int messages, List<Failure> oldest) {}

  @Override
  public Optional<View> view(String rest, Headers query) {
    if (!rest.isEmpty()) {
      return Optional.empty();
    }
    int limit = Page.number(query, "limit", SHOWN, MOST);
    List<QueueJson> json = new ArrayList<>();
    List<Html> sections = new ArrayList<>();
    for (FailureQueue queue : failureQueues(stacks)) {
      List<Failure> failures =
          queues.oldest(queue.queue(), limit).stream()
              .map(message -> Failure.of(queue.kind(), message))
              .toList();
      QueueJson one =
          new QueueJson(
              queue.queue(),
              queue.kind().name().toLowerCase(Locale.ROOT),
              queue.owner(),
              queues.depth(queue.queue()),
              failures);
      json.add(one);
      sections.add(section(queue, one));
    }
    if (sections.isEmpty()) {
      sections.add(
          Html.element("p", "Nothing that is deployed names a failure queue.")
              .with("class", "empty"));
    }
    return Optional.of(new View("Failures", Map.of("queues", json), new Html.Many(sections)));
  }

  /** The failure queues of everything deployed; one that two things name is there twice. */
  static List<FailureQueue> failureQueues(Stacks stacks) {
    return stacks.stacks().stream()
        .flatMap(stack -> stacks.resources(stack.name()).stream())
        .flatMap(resource -> FailureQueue.of(resource).stream())
        .toList();
  }

  private static Html section(FailureQueue queue, QueueJson json) {
    List<Html> failures = new ArrayList<>();
    failures.add(
        Html.element(
                "p",
                Html.text(
                    json.messages() == 0
                        ? "Empty. Here comes what "
                        : json.messages() + (json.messages() == 1 ? " event " : " events ")),
                Html.text(queue.kind().words() + " "),
                Show.code(queue.owner()),
                Html.text(
                    json.messages() > json.oldest().size()
                        ? "; the oldest " + json.oldest().size() + " are shown."
                        : "."))
            .with("class", "note"));
    json.oldest().forEach(failure -> failures.add(article(failure)));
    return Show.section(queue.queue(), new Html.Many(failures));
  }

  private static Html article(Failure failure) {
    Table attributes = new Table("Attribute", "Value");
    failure
        .attributes()
        .forEach((name, value) -> attributes.row(Show.code(name), Html.text(value)));
    Map<String, Html> facts = new LinkedHashMap<>();
    facts.put("Since", Show.time(failure.sent()));
    facts.put("Message id", Show.code(failure.id()));
    if (!failure.requestId().isEmpty()) {
      facts.put(
          "Attempts",
          Html.link(
              Show.path("/invocations", "request", failure.requestId()), failure.requestId()));
    }
    return Html.element(
            "article",
            Html.element("h3", Show.brief(failure.reason())),
            Show.facts(facts),
            Show.document(failure.payload()),
            Html.element(
                    "p",
                    Html.text("Send it back: "),
                    Show.command("./sundial failures redrive " + failure.id()))
                .with("class", "note"),
            failure.attributes().isEmpty() ? Html.nothing() : attributes.html(""),
            failure.payload().equals(failure.body())
                ? Html.nothing()
                : Show.fold("Whole message", Show.document(failure.body())))
        .with("class", "failure");
  }
}
