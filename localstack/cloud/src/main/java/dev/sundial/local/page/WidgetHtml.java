package dev.sundial.local.page;

import dev.sundial.local.dashboards.DashboardBody;
import dev.sundial.local.dashboards.Widget;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Widgets as they are before, and without, the page's script. */
final class WidgetHtml {
  private static final int COLUMNS = 24;

  /** Further down than that nothing is told apart. */
  private static final int LOWEST = 10_000;

  private WidgetHtml() {}

  static Html of(Drawing drawing) {
    return switch (drawing) {
      case Drawing.Chart chart -> chart(chart);
      case Drawing.Lights lights ->
          box(lights, "lights-box", heading(lights.title(), ""), lights(lights.alarms()));
      case Drawing.Text text ->
          box(
              text,
              text.transparent() ? "text transparent" : "text",
              Html.nothing(),
              Markdown.html(text.markdown()));
    };
  }

  /** Where each widget is, as a stylesheet. */
  static String places(DashboardBody body) {
    StringBuilder wide = new StringBuilder();
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < body.widgets().size(); i++) {
      Widget.Place place = body.widgets().get(i).place();
      String id = Drawer.id(i);
      int y = Math.min(place.y(), LOWEST);
      int width = Math.min(place.width(), COLUMNS - place.x());
      all.append("#%s{--rows:%d}\n".formatted(id, place.height()));
      wide.append(
          "#%s{grid-column:%d/span %d;grid-row:%d/span %d}\n"
              .formatted(id, place.x() + 1, width, y + 1, place.height()));
    }
    return all + "@media (min-width: 56rem){\n" + wide + "}\n";
  }

  private static Html box(Drawing drawing, String style, Html... content) {
    return Html.element("section", content)
        .with("id", drawing.id())
        .with("class", "widget " + style);
  }

  private static Html heading(String title, String note) {
    return title.isEmpty() && note.isEmpty()
        ? Html.nothing()
        : Html.element(
                "div",
                Html.element("h3", title),
                note.isEmpty() ? Html.nothing() : Html.element("span", note).with("class", "faint"))
            .with("class", "heading");
  }

  private static Html chart(Drawing.Chart chart) {
    boolean figures = chart.view().equals("singleValue");
    Html canvas =
        figures && !chart.sparkline()
            ? Html.nothing()
            : Html.element("div")
                .with("id", chart.id() + "-chart")
                .with("class", figures ? "chart spark" : "chart");
    return box(
        chart,
        figures ? "figures-box" : "chart-box",
        heading(chart.title(), coarser(chart.series())),
        figures ? figures(chart.series()) : Html.nothing(),
        canvas,
        troubles(chart.series()),
        values(chart));
  }

  /** Said where points stand for more time than the widget asks for. */
  private static String coarser(List<Drawing.Line> lines) {
    List<String> periods =
        lines.stream()
            .filter(Drawing.Line::isCoarser)
            .map(line -> Figures.period(line.each()))
            .distinct()
            .toList();
    return periods.isEmpty() ? "" : "a point is " + String.join(", ", periods);
  }

  private static Html figures(List<Drawing.Line> lines) {
    List<Html> all = new ArrayList<>();
    for (Drawing.Line line : lines) {
      Drawing.Newest newest = line.newest();
      Html.Element figure =
          Html.element("strong", newest == null ? "–" : Figures.number(newest.value()));
      all.add(
          Html.element(
                  "div",
                  newest == null ? figure : figure.with("title", newest.at().toString()),
                  Html.element("span", line.label()))
              .with("class", "figure"));
    }
    return Html.element("div", all).with("class", "figures");
  }

  private static Html troubles(List<Drawing.Line> lines) {
    List<Html> all = new ArrayList<>();
    for (Drawing.Line line : lines) {
      String trouble = line.trouble();
      if (trouble != null) {
        all.add(Html.element("p", line.label() + ": " + trouble).with("class", "trouble"));
      }
    }
    return Html.many(all);
  }

  private static Html values(Drawing.Chart chart) {
    Table table = new Table("", "Newest", "At", "Of");
    for (Drawing.Line line : chart.series()) {
      Drawing.Newest newest = line.newest();
      table.row(
          Html.text(line.label()),
          Html.text(newest == null ? "no data" : Figures.number(newest.value())),
          Show.time(newest == null ? null : newest.at()),
          Html.text(line.statistic() + " of " + Figures.period(line.each())));
    }
    for (Drawing.Bound bound : chart.bounds()) {
      table.row(
          Html.text(bound.label()),
          Html.text(Figures.number(bound.value())),
          Html.text("–"),
          Html.text("bound"));
    }
    for (Drawing.Moment moment : chart.moments()) {
      table.row(
          Html.text(moment.label()), Html.text("–"), Show.time(moment.at()), Html.text("moment"));
    }
    return Show.fold("Values", table.html("Nothing is drawn here."));
  }

  static Html lights(List<Drawing.Light> lights) {
    if (lights.isEmpty()) {
      return Html.element("p", "None.").with("class", "empty");
    }
    String beginning = sharedBeginning(lights.stream().map(Drawing.Light::name).toList());
    return Html.element("ul", lights.stream().<Html>map(l -> item(l, beginning)).toList())
        .with("class", "lights");
  }

  /** There is room for what tells them apart; the whole name is the link's title. */
  private static Html item(Drawing.Light light, String beginning) {
    return Html.element(
        "li",
        lamp(light.state()),
        alarmLink(light.name(), light.name().substring(beginning.length())));
  }

  /** The words, up to a hyphen, with which all the names begin; none where there is one name. */
  private static String sharedBeginning(List<String> names) {
    String shared = names.size() < 2 ? "" : names.getFirst();
    for (String name : names) {
      int same = 0;
      while (same < Math.min(shared.length(), name.length() - 1)
          && shared.charAt(same) == name.charAt(same)) {
        same++;
      }
      shared = shared.substring(0, shared.lastIndexOf('-', same - 1) + 1);
    }
    return shared;
  }

  /** A link to the page of an alarm. */
  static Html alarmLink(String name) {
    return alarmLink(name, name);
  }

  private static Html alarmLink(String name, String shown) {
    return Html.link(Pages.ROOT + "/alarms/" + Show.segment(name), shown).with("title", name);
  }

  /**
   * A light: green, red or grey, and said in words.
   *
   * @param state as CloudWatch says it; absent when there is no such alarm
   */
  static Html lamp(@Nullable String state) {
    String said = Optional.ofNullable(state).orElse("gone").replace('_', ' ');
    String color =
        switch (said) {
          case "OK" -> "green";
          case "ALARM" -> "red";
          case "gone" -> "white";
          default -> "gray";
        };
    return Html.element("span", Html.element("span", said).with("class", "unseen"))
        .with("class", "circle " + color)
        .with("title", said);
  }

  /** The links that choose how much time is shown. */
  static Html ranges(String page, TimeRange range) {
    List<Html> links = new ArrayList<>();
    for (String name : TimeRange.buttons()) {
      Html.Element link = Html.link(Show.path(page, "range", name), name);
      links.add(name.equals(range.name()) ? link.with("class", "here") : link);
    }
    Html span =
        Html.element(
                "span",
                Show.minute(range.from()),
                Html.text(" to "),
                Show.minute(range.to()),
                Html.text(" UTC, " + Show.duration(Duration.between(range.from(), range.to()))))
            .with("class", "faint");
    return Html.element("p", Html.many(links), span).with("class", "ranges");
  }
}
