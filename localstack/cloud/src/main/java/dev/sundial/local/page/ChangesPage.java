package dev.sundial.local.page;

import dev.sundial.local.endpoint.Headers;
import dev.sundial.local.stack.Action;
import dev.sundial.local.stack.PropertyChange;
import dev.sundial.local.stack.ResourceChange;
import dev.sundial.local.stack.StackChange;
import dev.sundial.local.stack.Stacks;
import dev.sundial.local.stack.Status;
import dev.sundial.local.stack.StoredDeployment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What each deployment changed; one of them in full below its number. */
final class ChangesPage implements Page {
  private final Stacks stacks;

  ChangesPage(Stacks stacks) {
    this.stacks = stacks;
  }

  @Override
  public Optional<View> view(String rest, Headers query) {
    if (rest.isEmpty()) {
      return Optional.of(all());
    }
    return rest.matches("[1-9]\\d{0,11}")
        ? stacks.deployment(Long.parseLong(rest)).map(ChangesPage::one)
        : Optional.empty();
  }

  private View all() {
    List<StoredDeployment> all = stacks.deployments();
    List<Html> entries = new ArrayList<>();
    for (StoredDeployment deployment : all) {
      entries.add(
          Html.element(
                  "article",
                  Html.element(
                      "h3",
                      Html.link(Show.path("/changes/" + deployment.number()), name(deployment)),
                      Html.text(" "),
                      outcome(deployment)),
                  Html.element(
                          "p", Show.time(deployment.startedAt()), Html.text(summary(deployment)))
                      .with("class", "faint"),
                  message(deployment),
                  names(deployment))
              .with("class", "deployment"));
    }
    Html none = Html.element("p", "No deployment has changed anything yet.").with("class", "empty");
    return new View(
        "Stack changes",
        Map.of("deployments", all),
        entries.isEmpty() ? none : new Html.Many(entries));
  }

  /** What was touched, by name; a first deployment touches too much for that. */
  private static Html names(StoredDeployment deployment) {
    List<Html> lines = new ArrayList<>();
    for (StackChange stack : deployment.stacks()) {
      if (stack.action() == Action.ADD) {
        lines.add(
            Html.element(
                "li",
                badge(Action.ADD),
                Html.text(" " + stack.stack() + " (" + stack.resources().size() + " resources)")));
      } else {
        stack.resources().forEach(resource -> lines.add(line(stack, resource)));
      }
    }
    return lines.isEmpty() ? Html.nothing() : Html.element("ul", lines).with("class", "changes");
  }

  private static Html line(StackChange stack, ResourceChange resource) {
    return Html.element(
        "li",
        badge(resource.action()),
        Html.text(" " + resource.logicalId() + " "),
        Html.element("span", resource.type() + " in " + stack.stack()).with("class", "faint"));
  }

  private static View one(StoredDeployment deployment) {
    List<Html> sections = new ArrayList<>();
    Map<String, Html> facts = new LinkedHashMap<>();
    facts.put("Outcome", outcome(deployment));
    facts.put("Began", Show.time(deployment.startedAt()));
    facts.put("Ended", Show.time(deployment.endedAt()));
    facts.put("Resources", Html.text(summary(deployment).replaceFirst("^ · ", "")));
    sections.add(Show.facts(facts));
    sections.add(message(deployment));
    deployment.stacks().forEach(stack -> sections.add(section(deployment, stack)));
    return new View(name(deployment), deployment, new Html.Many(sections));
  }

  private static Html section(StoredDeployment deployment, StackChange stack) {
    List<Html> entries = new ArrayList<>();
    for (ResourceChange resource : stack.resources()) {
      Status reached = deployment.reached().get(stack.stack() + "/" + resource.logicalId());
      entries.add(
          Html.element(
              "li",
              badge(resource.action()),
              Html.text(" " + resource.logicalId() + " "),
              Html.element("span", resource.type()).with("class", "faint"),
              Html.text(" "),
              reached == null ? Html.nothing() : ResourcesPage.status(reached),
              note(resource.reason()),
              properties(resource.properties())));
    }
    if (!stack.outputs().isEmpty()) {
      entries.add(Html.element("li", Html.text("Outputs"), properties(stack.outputs())));
    }
    return Show.section(
        stack.stack(),
        note(stack.remark()),
        Html.element("ul", entries).with("class", "changes whole"));
  }

  private static Html note(String text) {
    return text.isEmpty() ? Html.nothing() : Html.element("p", text).with("class", "note");
  }

  private static Html properties(List<PropertyChange> changes) {
    if (changes.isEmpty()) {
      return Html.nothing();
    }
    List<Html> rows = new ArrayList<>();
    for (PropertyChange change : changes) {
      rows.add(
          Html.element(
              "li",
              Show.code(change.path()),
              value("del", change.before()),
              value("ins", change.after())));
    }
    return Html.element("ul", rows).with("class", "properties");
  }

  private static Html value(String tag, @Nullable String value) {
    return value == null ? Html.nothing() : Html.element(tag, value);
  }

  private static Html message(StoredDeployment deployment) {
    return deployment.message().isEmpty() ? Html.nothing() : Show.block(deployment.message());
  }

  private static String name(StoredDeployment deployment) {
    return "Deployment " + deployment.number();
  }

  private static String summary(StoredDeployment deployment) {
    StringBuilder text = new StringBuilder();
    for (Action action : Action.values()) {
      long count = deployment.count(action);
      if (count > 0) {
        text.append(" · ").append(action).append(' ').append(count);
      }
    }
    return text.toString();
  }

  private static Html outcome(StoredDeployment deployment) {
    return switch (deployment.outcome()) {
      case RUNNING -> Show.badge("in progress", Show.Mood.BUSY);
      case DONE -> Show.badge("done", Show.Mood.GOOD);
      case FAILED -> Show.badge("failed", Show.Mood.BAD);
      case REFUSED -> Show.badge("refused", Show.Mood.BAD);
      case CUT_OFF -> Show.badge("cut off", Show.Mood.BAD);
    };
  }

  private static Html badge(Action action) {
    Show.Mood mood =
        switch (action) {
          case ADD -> Show.Mood.GOOD;
          case CHANGE, REPLACE -> Show.Mood.BUSY;
          case REMOVE -> Show.Mood.BAD;
          case RETAIN -> Show.Mood.PLAIN;
        };
    return Show.badge(action.toString(), mood);
  }
}
