package dev.sundial.local.page;

import dev.sundial.local.endpoint.Headers;
import dev.sundial.local.iam.Refusals;
import dev.sundial.local.iam.Refusals.Refusal;
import dev.sundial.local.iam.Roles;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The newest calls that policies refused: whose permission for what on what is missing. */
final class RefusedPage implements Page {
  private static final int SHOWN = 100;

  private final Roles roles;
  private final Refusals refusals;

  RefusedPage(Roles roles, Refusals refusals) {
    this.roles = roles;
    this.refusals = refusals;
  }

  @Override
  public Optional<View> view(String rest, Headers query) {
    if (!rest.isEmpty()) {
      return Optional.empty();
    }
    int limit = Page.number(query, "limit", SHOWN, Refusals.MOST);
    String role = query.first("role", "");
    List<Refusal> found =
        refusals.all().stream()
            .filter(call -> role.isEmpty() || roles.find(role).filter(call::isBy).isPresent())
            .limit(limit)
            .toList();
    Html body =
        Html.many(
            Html.element(
                    "p",
                    role.isEmpty()
                        ? Html.text("What the deployed policies did not allow, the newest first.")
                        : Html.many(
                            Html.text("What was refused to "),
                            Show.code(role),
                            Html.text(". "),
                            Html.link(Show.path("/refused"), "All")))
                .with("class", "note"),
            found.isEmpty()
                ? Html.element("p", "Nothing was refused.").with("class", "empty")
                : new Html.Many(found.stream().map(RefusedPage::row).toList()));
    return Optional.of(new View("Refused calls", Map.of("refused", found), body));
  }

  private static Html row(Refusal call) {
    return Html.element(
            "div",
            Html.element(
                "div",
                Show.code(call.action()),
                Html.element("div", Show.time(call.at())).with("class", "faint")),
            Html.element("div", Show.code(Show.shortened(call.resource()))),
            Html.element("div", Show.code(Show.shortened(call.who()))),
            Html.element("div", call.why()))
        .with("class", "statement");
  }
}
