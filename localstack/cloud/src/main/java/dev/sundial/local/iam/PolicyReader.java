package dev.sundial.local.iam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sundial.local.iam.Statement.Choice;
import dev.sundial.local.iam.Statement.Condition;
import dev.sundial.local.iam.Statement.Effect;
import dev.sundial.local.iam.Statement.Principal;
import dev.sundial.local.stack.Pending;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/**
 * Reads the JSON of a policy.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html">Grammar
 *     of the JSON policy language</a>
 */
final class PolicyReader {
  private static final String VERSION = "2012-10-17";
  private static final String OLDER_VERSION = "2008-10-17";
  private static final Set<String> DOCUMENT = Set.of("Version", "Id", "Statement");
  private static final Set<String> STATEMENT =
      Set.of(
          "Sid",
          "Effect",
          "Principal",
          "NotPrincipal",
          "Action",
          "NotAction",
          "Resource",
          "NotResource",
          "Condition");
  private static final Set<String> PRINCIPALS =
      Set.of("AWS", "Service", "Federated", "CanonicalUser");
  private static final Pattern ACTION = Pattern.compile("\\*|[a-zA-Z0-9-]+:[A-Za-z0-9*?]+");
  private static final Pattern CONDITION_KEY = Pattern.compile("[A-Za-z0-9-]+:.+");

  private final PolicyDocument.Kind kind;
  private final BiConsumer<String, String> problems;

  /**
   * @param problems takes where something is wrong, such as {@code .Statement[0].Action}, and what
   */
  PolicyReader(PolicyDocument.Kind kind, BiConsumer<String, String> problems) {
    this.kind = kind;
    this.problems = problems;
  }

  /** The older version knows no variables; without any, it says the same. */
  private void checkVersion(ObjectNode document) {
    JsonNode version = document.path("Version");
    boolean older = version.asText().equals(OLDER_VERSION) && !document.toString().contains("${");
    if (!older && !version.asText().equals(VERSION)) {
      problem(".Version", "must be " + VERSION + ", was " + version);
    }
  }

  List<Statement> read(JsonNode json) {
    List<Statement> statements = new ArrayList<>();
    if (!(json instanceof ObjectNode document)) {
      problem("", "must be an object");
      return statements;
    }
    checkNames("", document, DOCUMENT);
    checkVersion(document);
    List<JsonNode> declared = new ArrayList<>();
    JsonNode list = document.path("Statement");
    if (list.isArray()) {
      list.forEach(declared::add);
    } else {
      declared.add(list);
    }
    for (int i = 0; i < declared.size(); i++) {
      String path = ".Statement[" + i + "]";
      if (declared.get(i) instanceof ObjectNode statement) {
        statements.add(statement(path, statement));
      } else {
        problem(path, "must be an object");
      }
    }
    return statements;
  }

  private Statement statement(String path, ObjectNode node) {
    checkNames(path, node, STATEMENT);
    checkRequired(path, node);
    Choice<String> actions = choice(path, node, "Action");
    for (String action : actions.these()) {
      if (!ACTION.matcher(action).matches() && !Pending.in(action)) {
        problem(path + ".Action", "is no action: " + action);
      }
    }
    if (kind == PolicyDocument.Kind.TRUST) {
      actions.these().stream()
          .filter(action -> !action.startsWith("sts:"))
          .forEach(action -> problem(path + ".Action", "must be one of STS, was " + action));
    }
    Choice<String> resources = choice(path, node, "Resource");
    for (String resource : resources.these()) {
      if (!resource.startsWith("arn:") && !resource.equals("*") && !Pending.in(resource)
          || !Wildcards.isArn(resource) && !Pending.in(resource)) {
        problem(path + ".Resource", "must be in ARN format or *, was " + resource);
      }
      checkVariables(path + ".Resource", resource);
    }
    List<Condition> conditions = conditions(path, node.path("Condition"));
    checkTold(path, actions, conditions);
    return new Statement(
        node.path("Sid").asText(),
        effect(path, node.path("Effect").asText()),
        principals(path, node),
        actions,
        resources,
        conditions);
  }

  private void checkTold(String path, Choice<String> actions, List<Condition> conditions) {
    for (Condition condition : conditions) {
      List<String> others =
          (actions.allBut() ? List.of("*") : actions.these())
              .stream().filter(action -> !ConditionKeys.isToldOf(action, condition.key())).toList();
      if (!others.isEmpty()) {
        problem(
            path + ".Condition",
            "asks about " + condition.key() + ", which the local cloud cannot tell of " + others);
      }
    }
  }

  private void checkRequired(String path, ObjectNode node) {
    requireOne(path, node, "Action");
    switch (kind) {
      case IDENTITY -> {
        requireOne(path, node, "Resource");
        forbid(path, node, "Principal");
      }
      case RESOURCE -> {
        requireOne(path, node, "Resource");
        requireOne(path, node, "Principal");
      }
      case TRUST -> {
        requireOne(path, node, "Principal");
        forbid(path, node, "Resource");
      }
    }
  }

  private void requireOne(String path, ObjectNode node, String element) {
    if (node.has(element) == node.has("Not" + element)) {
      problem(path, "must say " + element + " or Not" + element);
    }
  }

  private void forbid(String path, ObjectNode node, String element) {
    if (node.has(element) || node.has("Not" + element)) {
      problem(path, "must not say " + element + " or Not" + element);
    }
  }

  private Effect effect(String path, String text) {
    return switch (text) {
      case "Allow" -> Effect.ALLOW;
      case "Deny" -> Effect.DENY;
      default -> {
        problem(path + ".Effect", "must be Allow or Deny, was \"" + text + "\"");
        yield Effect.DENY;
      }
    };
  }

  private Choice<String> choice(String path, ObjectNode node, String element) {
    boolean allBut = node.has("Not" + element);
    String said = allBut ? "Not" + element : element;
    List<String> these = node.has(said) ? texts(path + "." + said, node.get(said)) : List.of();
    return new Choice<>(allBut, these);
  }

  private Choice<Principal> principals(String path, ObjectNode node) {
    boolean allBut = node.has("NotPrincipal");
    String said = path + (allBut ? ".NotPrincipal" : ".Principal");
    JsonNode value = node.path(allBut ? "NotPrincipal" : "Principal");
    List<Principal> these = new ArrayList<>();
    if (value instanceof ObjectNode byKind) {
      checkNames(said, byKind, PRINCIPALS);
      if (byKind.isEmpty()) {
        problem(said, "must name somebody");
      }
      byKind
          .properties()
          .forEach(
              entry ->
                  texts(said + "." + entry.getKey(), entry.getValue())
                      .forEach(text -> these.add(new Principal(entry.getKey(), text))));
    } else if (value.asText().equals("*")) {
      these.add(new Principal("*", "*"));
    } else if (!value.isMissingNode()) {
      problem(said, "must be * or an object");
    }
    return new Choice<>(allBut, these);
  }

  private List<Condition> conditions(String path, JsonNode node) {
    List<Condition> conditions = new ArrayList<>();
    if (node.isMissingNode()) {
      return conditions;
    }
    if (!node.isObject()) {
      problem(path + ".Condition", "must be an object");
    }
    for (var byOperator : node.properties()) {
      String where = path + ".Condition." + byOperator.getKey();
      var operator = ConditionOperator.parse(byOperator.getKey());
      if (operator.isEmpty()) {
        problem(where, "is not a condition operator");
      } else if (!byOperator.getValue().isObject()) {
        problem(where, "must be an object");
      } else {
        for (var byKey : byOperator.getValue().properties()) {
          if (!CONDITION_KEY.matcher(byKey.getKey()).matches()) {
            problem(where + "." + byKey.getKey(), "is no condition key");
          } else if (!ConditionKeys.isKnown(byKey.getKey())) {
            problem(
                where + "." + byKey.getKey(),
                "is a condition key that the local cloud cannot tell");
          }
          List<String> values = texts(where + "." + byKey.getKey(), byKey.getValue());
          values.forEach(value -> checkValue(where + "." + byKey.getKey(), operator.get(), value));
          conditions.add(new Condition(operator.get(), byKey.getKey(), values));
        }
      }
    }
    return conditions;
  }

  private void checkValue(String where, ConditionOperator operator, String value) {
    checkVariables(where, value);
    if (!Pending.in(value) && !value.contains("${")) {
      Comparison.flaw(operator.test(), value).ifPresent(flaw -> problem(where, flaw));
    }
  }

  private void checkVariables(String where, String text) {
    if (!Pending.in(text)) {
      Variables.unknown(text)
          .forEach(
              name -> problem(where, "has a variable that the local cloud cannot fill: " + name));
    }
  }

  private List<String> texts(String path, JsonNode value) {
    List<String> texts = new ArrayList<>();
    List<JsonNode> items = new ArrayList<>();
    if (value.isArray()) {
      value.forEach(items::add);
    } else {
      items.add(value);
    }
    for (JsonNode item : items) {
      if (item.isContainerNode() || item.isNull()) {
        problem(path, "must be a text or a list of texts");
      } else {
        texts.add(item.asText());
      }
    }
    if (items.isEmpty()) {
      problem(path, "must not be empty");
    }
    return texts;
  }

  private void checkNames(String path, ObjectNode node, Set<String> known) {
    node.fieldNames()
        .forEachRemaining(
            field -> {
              if (!known.contains(field)) {
                problem(path + "." + field, "is not an element of a policy");
              }
            });
  }

  private void problem(String path, String why) {
    problems.accept(path, why);
  }
}
