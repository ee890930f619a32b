package dev.sundial.local.page;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sundial.local.endpoint.Headers;
import dev.sundial.local.iam.Refusals;
import dev.sundial.local.iam.Role;
import dev.sundial.local.iam.Roles;
import dev.sundial.local.iam.Statement;
import dev.sundial.local.iam.Statement.Choice;
import dev.sundial.local.iam.Statement.Condition;
import dev.sundial.local.iam.Statement.Effect;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Who there is in the templates, who may act as them, and what they may do. */
final class RolesPage implements Page {
  private final Roles roles;
  private final Refusals refusals;

  RolesPage(Roles roles, Refusals refusals) {
    this.roles = roles;
    this.refusals = refusals;
  }

  record RoleJson(
      String name, String arn, JsonNode trust, Map<String, JsonNode> policies, long refused) {}

  @Override
  public Optional<View> view(String rest, Headers query) {
    if (!rest.isEmpty()) {
      return Optional.empty();
    }
    List<RoleJson> json = new ArrayList<>();
    List<Html> sections = new ArrayList<>();
    for (Role role : roles.all()) {
      long refused = refusals.all().stream().filter(call -> call.isBy(role)).count();
      json.add(new RoleJson(role.name(), role.arn(), role.trust(), role.inline(), refused));
      sections.add(section(role, refused));
    }
    if (sections.isEmpty()) {
      sections.add(
          Html.element("p", "Nothing that is deployed has a role.").with("class", "empty"));
    }
    return Optional.of(new View("Roles", Map.of("roles", json), new Html.Many(sections)));
  }

  private Html section(Role role, long refused) {
    Map<String, Html> facts = new LinkedHashMap<>();
    facts.put("Assumed by", lines(roles.trust(role).stream().flatMap(RolesPage::principals)));
    facts.put(
        "Refused calls",
        refused == 0
            ? Html.text("none")
            : Html.link(Show.path("/refused", "role", role.name()), Long.toString(refused))
                .with("class", "badge bad"));
    List<Html> parts = new ArrayList<>(List.of(Show.facts(facts)));
    roles.statements(role).stream().map(RolesPage::statement).forEach(parts::add);
    if (parts.size() == 1) {
      parts.add(Html.element("p", "It has no policy and may do nothing.").with("class", "empty"));
    }
    return Show.section(role.name(), new Html.Many(parts));
  }

  private static Html statement(Statement statement) {
    return Html.element(
            "div",
            Html.element(
                "div",
                effect(statement.effect()),
                Html.text(statement.sid().isEmpty() ? "" : " " + statement.sid())),
            choice(statement.actions()),
            choice(statement.resources()),
            statement.conditions().isEmpty()
                ? Html.element("div", "always")
                : Html.element(
                    "div",
                    Html.text("if "),
                    lines(statement.conditions().stream().map(RolesPage::words))))
        .with("class", "statement");
  }

  private static Stream<String> principals(Statement statement) {
    String but = statement.principals().allBut() ? "anybody but " : "";
    String unless = statement.effect() == Effect.DENY ? "never " : "";
    String when =
        statement.conditions().isEmpty()
            ? ""
            : ", if "
                + String.join(
                    " and ", statement.conditions().stream().map(RolesPage::words).toList());
    return statement.principals().these().stream()
        .map(principal -> unless + but + principal.name() + when);
  }

  private static String words(Condition condition) {
    return condition.key()
        + " "
        + condition.operator()
        + " "
        + String.join(" or ", condition.values());
  }

  private static Html effect(Effect effect) {
    return switch (effect) {
      case ALLOW -> Show.badge("allow", Show.Mood.GOOD);
      case DENY -> Show.badge("deny", Show.Mood.BAD);
    };
  }

  private static Html choice(Choice<String> choice) {
    return Html.element(
        "div",
        choice.allBut() ? Html.text("all but") : Html.nothing(),
        lines(choice.these().stream()));
  }

  private static Html lines(Stream<String> lines) {
    List<Html> codes =
        lines.<Html>map(line -> Html.element("li", Show.code(Show.shortened(line)))).toList();
    return codes.isEmpty() ? Html.text("–") : Html.element("ul", codes).with("class", "plain");
  }
}
