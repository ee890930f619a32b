package dev.sundial.local.page;

import java.time.Clock;
import java.util.List;
import java.util.Map;

/** What all pages have around them. */
record Layout(Clock clock) {

  /** The pages one can go to: name in the address and name to read. */
  private static final List<Map.Entry<String, String>> PAGES =
      List.of(
          Map.entry("dashboards", "Dashboards"),
          Map.entry("alarms", "Alarms"),
          Map.entry("resources", "Resources"),
          Map.entry("changes", "Changes"),
          Map.entry("invocations", "Invocations"),
          Map.entry("logs", "Logs"),
          Map.entry("failures", "Failures"),
          Map.entry("slack", "Slack"),
          Map.entry("mail", "Mail"),
          Map.entry("roles", "Roles"),
          Map.entry("refused", "Refused calls"));

  /**
   * @param page the name in the address of the page that is shown
   * @param twin where the same is to be had as JSON; empty when it is not
   */
  String html(String page, String twin, View view) {
    Html head =
        Html.element(
            "head",
            Html.element("meta").with("charset", "utf-8"),
            Html.element("meta")
                .with("name", "viewport")
                .with("content", "width=device-width, initial-scale=1"),
            Html.element("meta").with("name", "color-scheme").with("content", "light dark"),
            stylesheet(Assets.address("style.css")),
            view.style().isEmpty() ? Html.nothing() : stylesheet(view.style()),
            Html.element("title", view.title() + " · Sundial local cloud"),
            Html.many(
                view.scripts().stream()
                    .map(script -> Html.element("script").with("src", script).with("defer", ""))
                    .toList()));
    Html main =
        Html.element(
            "main",
            Html.element(
                    "div",
                    Html.element("h1", view.title()),
                    twin.isEmpty() ? Html.nothing() : Html.link(twin, "JSON").with("class", "twin"))
                .with("class", "title"),
            view.body());
    return "<!doctype html>\n"
        + Html.element("html", head, Html.element("body", header(page), main))
            .with("lang", "en")
            .render()
        + "\n";
  }

  private static Html stylesheet(String address) {
    return Html.element("link").with("rel", "stylesheet").with("href", address);
  }

  private Html header(String page) {
    List<Html> links =
        PAGES.stream()
            .<Html>map(
                entry -> {
                  Html.Element link =
                      Html.link(Pages.ROOT + "/" + entry.getKey(), entry.getValue());
                  return entry.getKey().equals(page) ? link.with("class", "here") : link;
                })
            .toList();
    return Html.element(
        "header",
        Html.link(Pages.ROOT + "/", "Sundial local cloud").with("class", "home"),
        Html.element("nav", links),
        Html.element("span", Show.time(clock.instant()), Html.text(" UTC, virtual"))
            .with("class", "clock"));
  }
}
