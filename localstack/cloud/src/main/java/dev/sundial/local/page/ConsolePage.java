package dev.sundial.local.page;

import dev.sundial.local.endpoint.Headers;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where links to the AWS console arrive: what they mean is behind the {@code #}, which only a
 * script sees; it goes on to the local page of the same thing.
 */
final class ConsolePage implements Page {
  private static final List<String> PAGES = List.of("dashboards", "alarms", "logs", "runbook");

  @Override
  public Optional<View> view(String rest, Headers query) {
    List<Html> links =
        PAGES.stream()
            .<Html>map(page -> Html.element("li", Html.link(Show.path("/" + page), page)))
            .toList();
    Html body =
        Html.many(
            Html.element("p", "This stands for the AWS console. What you look for is here:")
                .with("class", "note"),
            Html.element("ul", links));
    List<String> addresses = PAGES.stream().map(page -> Pages.ROOT + "/" + page).toList();
    return Optional.of(
        new View(
            "Console",
            Map.of("pages", addresses),
            body,
            List.of(Assets.address("console.js")),
            ""));
  }
}
