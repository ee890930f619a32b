package dev.sundial.local.page;

import dev.sundial.local.dashboards.DashboardBody;
import dev.sundial.local.dashboards.Dashboards;
import dev.sundial.local.endpoint.Headers;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The dashboards that are deployed; one of them, drawn from its body and nothing else. */
final class DashboardsPage implements Page {
  static final String PLACES = ".css";

  private final Dashboards dashboards;
  private final Drawer drawer;
  private final Clock clock;

  DashboardsPage(Dashboards dashboards, Drawer drawer, Clock clock) {
    this.dashboards = dashboards;
    this.drawer = drawer;
    this.clock = clock;
  }

  @Override
  public Optional<View> view(String rest, Headers query) {
    return rest.isEmpty()
        ? Optional.of(list())
        : dashboards.find(rest).map(dashboard -> one(dashboard, query));
  }

  private View list() {
    Table table = new Table("Dashboard", "Widgets", "Put");
    List<Map<String, Object>> json = new ArrayList<>();
    for (Dashboards.Stored dashboard : dashboards.all()) {
      int widgets = dashboard.body().widgets().size();
      table.row(
          link(dashboard.name()),
          Html.text(Integer.toString(widgets)),
          Show.time(dashboard.modified()));
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("name", dashboard.name());
      fields.put("widgets", widgets);
      fields.put("modified", dashboard.modified());
      json.add(fields);
    }
    return new View(
        "Dashboards", Map.of("dashboards", json), table.html("No dashboard is deployed yet."));
  }

  static Html link(String name) {
    return Html.link(Pages.ROOT + "/dashboards/" + Show.segment(name), name);
  }

  private View one(Dashboards.Stored dashboard, Headers query) {
    DashboardBody body = dashboard.body();
    Instant now = clock.instant();
    TimeRange range = TimeRange.of(query, body, now);
    List<Drawing> drawings = drawer.draw(body, range, now);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", dashboard.name());
    json.put("now", now);
    json.put("start", range.from());
    json.put("end", range.to());
    json.put("widgets", drawings);
    String path = "/dashboards/" + Show.segment(dashboard.name());
    List<Html> widgets =
        drawings.stream().sorted(DashboardsPage::readingOrder).<Html>map(WidgetHtml::of).toList();
    Html shown =
        Html.many(
            WidgetHtml.ranges(path, range),
            Html.element(
                "noscript",
                Html.element("p", "The charts need JavaScript; their newest values do not.")
                    .with("class", "note")),
            Html.element("div", widgets).with("class", "dashboard"));
    return View.drawn(dashboard.name(), json, shown, Pages.ROOT + path + PLACES);
  }

  private static int readingOrder(Drawing one, Drawing other) {
    return Comparator.comparingInt((Drawing.Place place) -> place.y())
        .thenComparingInt(Drawing.Place::x)
        .compare(place(one), place(other));
  }

  private static Drawing.Place place(Drawing drawing) {
    Drawing.Place place = drawing.place();
    return place == null ? new Drawing.Place(0, 0, 1, 1) : place;
  }

  /** The stylesheet that puts a dashboard's widgets in their places; empty when there is none. */
  Optional<String> places(String name) {
    return dashboards.find(name).map(found -> WidgetHtml.places(found.body()));
  }
}
