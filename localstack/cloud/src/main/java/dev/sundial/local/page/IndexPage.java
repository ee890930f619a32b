package dev.sundial.local.page;

import dev.sundial.local.alarms.AlarmState;
import dev.sundial.local.alarms.Alarms;
import dev.sundial.local.dashboards.Dashboards;
import dev.sundial.local.endpoint.Headers;
import dev.sundial.local.fault.Faults;
import dev.sundial.local.lambda.InvocationRecord;
import dev.sundial.local.stack.Stacks;
import dev.sundial.local.stack.StoredStack;
import dev.sundial.local.time.Timeline;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All at a glance: what is deployed, what ran last, what failed, what comes next. */
final class IndexPage implements Page {
  private static final int NEXT = 10;
  private static final int LAST = 10;

  private final Sources sources;
  private final ClockHand clock;

  IndexPage(Sources sources, ClockHand clock) {
    this.sources = sources;
    this.clock = clock;
  }

  @Override
  public Optional<View> view(String rest, Headers query) {
    ClockHand.Reading reading = clock.read();
    Stacks stacks = sources.stacks();
    List<Timeline.Due> next = ahead();
    long red =
        sources.alarms().all().stream()
            .filter(alarm -> alarm.status().value() == AlarmState.ALARM)
            .count();
    List<InvocationRecord> last = sources.invocations().recent(LAST);
    int failures =
        FailuresPage.failureQueues(stacks).stream()
            .map(FailureQueue::queue)
            .distinct()
            .mapToInt(queue -> sources.queues().depth(queue))
            .sum();
    int refused = sources.refusals().all().size();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("now", reading.now());
    json.put("offset", reading.offset());
    json.put("inFlight", sources.timeline().activity().inFlight());
    Map<String, Object> states = new LinkedHashMap<>();
    stacks.stacks().forEach(stack -> states.put(stack.name(), stack.status()));
    json.put("stacks", states);
    json.put("failures", failures);
    json.put("refused", refused);
    json.put("redAlarms", red);
    json.put(
        "dashboards", sources.dashboards().all().stream().map(Dashboards.Stored::name).toList());
    json.put("next", next.stream().map(IndexPage::json).toList());
    json.put("faults", new FaultPlanter(sources.faults()).list());
    Html body =
        Html.many(
            Show.facts(facts(reading, (int) red, failures, refused)),
            faults(sources.faults().list()),
            Show.section("Last invocations", InvocationsPage.table(last).html("None yet.")),
            Show.section("What comes next", next(next)),
            Show.section("Stacks", stacks(stacks.stacks())));
    return rest.isEmpty() ? Optional.of(new View("Overview", json, body)) : Optional.empty();
  }

  private Map<String, Html> facts(ClockHand.Reading reading, int red, int failures, int refused) {
    Map<String, Html> facts = new LinkedHashMap<>();
    facts.put("Virtual time", Show.time(reading.now()));
    facts.put(
        "Ahead of real time by",
        Html.text(reading.offset().isZero() ? "nothing" : Show.duration(reading.offset())));
    facts.put("In flight", Html.text(Integer.toString(sources.timeline().activity().inFlight())));
    facts.put("Red alarms", count(red, "/alarms"));
    facts.put("Dashboards", dashboards());
    facts.put("Failures", count(failures, "/failures"));
    facts.put("Refused calls", count(refused, "/refused"));
    return facts;
  }

  private static Html count(int bad, String page) {
    return bad == 0
        ? Html.link(Show.path(page), "none")
        : Html.link(Show.path(page), Integer.toString(bad)).with("class", "badge bad");
  }

  private static Html stacks(List<StoredStack> stacks) {
    Table table = new Table("Stack", "Status", "Since");
    for (StoredStack stack : stacks) {
      table.row(
          Html.link(Show.path("/resources"), stack.name()),
          ResourcesPage.status(stack.status()),
          Show.time(stack.updatedAt() == null ? stack.createdAt() : stack.updatedAt()));
    }
    return table.html("Nothing is deployed yet.");
  }

  private static Map<String, Object> json(Timeline.Due due) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("at", due.at());
    json.put("kind", due.kind());
    json.put("name", due.name());
    return json;
  }

  /** What comes next; the evaluation of each minute only where there is nothing else. */
  private List<Timeline.Due> ahead() {
    List<Timeline.Due> all = sources.timeline().ahead();
    List<Timeline.Due> others =
        all.stream().filter(due -> !due.kind().equals(Alarms.KIND)).limit(NEXT).toList();
    return others.isEmpty() ? all.stream().limit(NEXT).toList() : others;
  }

  private Html dashboards() {
    List<Html> links = new ArrayList<>();
    for (Dashboards.Stored dashboard : sources.dashboards().all()) {
      links.add(Html.element("li", DashboardsPage.link(dashboard.name())));
    }
    return links.isEmpty() ? Html.text("none") : Html.element("ul", links).with("class", "plain");
  }

  private static Html next(List<Timeline.Due> next) {
    Table table = new Table("Time", "Kind", "Name");
    next.forEach(
        due -> table.row(Show.time(due.at()), Html.text(due.kind()), Html.text(due.name())));
    return table.html("Nothing is due.");
  }

  private static Html faults(List<Faults.State> faults) {
    if (faults.isEmpty()) {
      return Html.nothing();
    }
    Table table = new Table("Fault", "Done to", "Of the function", "Done", "Matched");
    for (Faults.State state : faults) {
      table.row(
          Html.text(state.fault().mode().id()),
          Html.text(state.fault().service() + " " + state.fault().operation()),
          Html.text(state.fault().function().orElse("any")),
          Html.text(Integer.toString(state.done())),
          Html.text(Integer.toString(state.matched())));
    }
    return Show.section("Planted faults", table.html(""));
  }
}
