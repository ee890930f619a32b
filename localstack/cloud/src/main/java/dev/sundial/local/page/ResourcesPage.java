package dev.sundial.local.page;

import dev.sundial.local.endpoint.Headers;
import dev.sundial.local.stack.Inert;
import dev.sundial.local.stack.StackEvent;
import dev.sundial.local.stack.Stacks;
import dev.sundial.local.stack.Status;
import dev.sundial.local.stack.StoredResource;
import dev.sundial.local.stack.StoredStack;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is deployed: stacks, outputs, resources, what happened last. */
final class ResourcesPage implements Page {
  private static final int EVENTS = 50;

  private final Stacks stacks;

  ResourcesPage(Stacks stacks) {
    this.stacks = stacks;
  }

  record ResourceJson(
      String logicalId,
      String type,
      @Nullable String physicalId,
      Status status,
      String reason,
      Instant since) {}

  record StackJson(
      String name,
      String id,
      Status status,
      String reason,
      Instant createdAt,
      @Nullable Instant updatedAt,
      Map<String, String> outputs,
      List<ResourceJson> resources,
      List<StackEvent> events) {}

  @Override
  public Optional<View> view(String rest, Headers query) {
    if (!rest.isEmpty()) {
      return Optional.empty();
    }
    List<StackJson> all = stacks.stacks().stream().map(this::json).toList();
    List<Html> sections = new ArrayList<>();
    if (all.isEmpty()) {
      sections.add(Html.element("p", "Nothing is deployed yet.").with("class", "empty"));
    }
    all.forEach(stack -> sections.add(section(stack)));
    sections.add(inert());
    return Optional.of(
        new View(
            "Resources", Map.of("stacks", all, "inert", Inert.lines()), new Html.Many(sections)));
  }

  private StackJson json(StoredStack stack) {
    Map<String, String> outputs = new LinkedHashMap<>();
    stack.outputs().forEach(output -> outputs.put(output.key(), output.value()));
    return new StackJson(
        stack.name(),
        stack.id(),
        stack.status(),
        stack.reason(),
        stack.createdAt(),
        stack.updatedAt(),
        outputs,
        stacks.resources(stack.name()).stream().map(ResourcesPage::json).toList(),
        stacks.events(stack.name()).stream().limit(EVENTS).toList());
  }

  private static ResourceJson json(StoredResource resource) {
    return new ResourceJson(
        resource.logicalId(),
        resource.type(),
        resource.physicalId(),
        resource.status(),
        resource.reason(),
        resource.since());
  }

  private static Html section(StackJson stack) {
    Map<String, Html> facts = new LinkedHashMap<>();
    facts.put("Status", status(stack.status()));
    if (!stack.reason().isEmpty()) {
      facts.put("Reason", Html.text(stack.reason()));
    }
    facts.put("Created", Show.time(stack.createdAt()));
    facts.put("Updated", Show.time(stack.updatedAt()));
    Table outputs = new Table("Output", "Value");
    stack.outputs().forEach((key, value) -> outputs.row(Html.text(key), Show.code(value)));
    Table resources = new Table("Resource", "Type", "Physical id", "Status", "Since");
    for (ResourceJson resource : stack.resources()) {
      resources.row(
          Html.text(resource.logicalId()),
          Html.text(resource.type()),
          physical(resource),
          Html.many(status(resource.status()), reason(resource.reason())),
          Show.time(resource.since()));
    }
    return Show.section(
        stack.name(),
        Show.facts(facts),
        outputs.html("No outputs."),
        Show.fold("Resources (" + stack.resources().size() + ")", resources.html("No resources.")),
        Show.fold("Newest events", events(stack.events())));
  }

  private static Html events(List<StackEvent> events) {
    Table table = new Table("Time", "What", "Type", "Status", "Reason");
    for (StackEvent event : events) {
      table.row(
          Show.time(event.at()),
          Html.text(event.logicalId()),
          Html.text(event.type()),
          status(event.status()),
          Html.text(event.reason().isEmpty() ? "–" : event.reason()));
    }
    return table.html("No events.");
  }

  private static Html reason(String reason) {
    return reason.isEmpty() ? Html.nothing() : Html.element("div", Show.brief(reason));
  }

  private static Html inert() {
    Table table = new Table("Type", "Property", "Reason");
    Inert.lines()
        .forEach(
            line ->
                table.row(
                    Html.text(line.type().equals("*") ? "all types" : line.type()),
                    Show.code(line.property()),
                    Html.text(line.reason())));
    return Show.fold("Properties that are accepted without effect here", table.html("None."));
  }

  /** The physical id; a link where another page tells more of it. */
  private static Html physical(ResourceJson resource) {
    String id = resource.physicalId();
    if (id == null) {
      return Html.text("–");
    }
    return switch (resource.type()) {
      case "AWS::Lambda::Function" -> Html.link(Show.path("/invocations", "function", id), id);
      case "AWS::Logs::LogGroup" -> Html.link(Show.path("/logs", "group", id), id);
      default -> Show.code(id);
    };
  }

  static Html status(Status status) {
    Show.Mood mood =
        switch (status) {
          case CREATE_COMPLETE, UPDATE_COMPLETE -> Show.Mood.GOOD;
          case CREATE_FAILED, UPDATE_FAILED, DELETE_FAILED -> Show.Mood.BAD;
          case CREATE_IN_PROGRESS, UPDATE_IN_PROGRESS, DELETE_IN_PROGRESS -> Show.Mood.BUSY;
          case DELETE_COMPLETE, DELETE_SKIPPED -> Show.Mood.PLAIN;
        };
    return Show.badge(status.name(), mood);
  }
}
