package dev.sundial.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sundial.local.iam.Access;
import dev.sundial.local.iam.Roles;
import dev.sundial.local.secrets.SecretResource;
import dev.sundial.local.secrets.Secrets;
import dev.sundial.local.stack.Assets;
import dev.sundial.local.stack.Deployment;
import dev.sundial.local.stack.Properties;
import dev.sundial.local.stack.Stacks;
import dev.sundial.local.state.StateStore;
import dev.sundial.local.testing.HandClock;
import dev.sundial.local.testing.SentRequest;
import dev.sundial.local.wire.Trees;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ServiceAccessesTest {
  private static final String ACCOUNT = "us-east-1:000000000000:";

  private final HandClock clock = new HandClock("2026-11-20T03:15:00Z");
  private final Roles roles = new Roles(StateStore.inMemory(), clock);
  private final Stacks stacks = new Stacks(List.of(), StateStore.inMemory(), clock);

  @ParameterizedTest
  @CsvSource({
    "GetSchedule, GET, /schedules/s, schedule/default/s",
    "GetSchedule, GET, //schedules/%73/, schedule/default/s",
    "ListSchedules, GET, /schedules, schedule//",
    "GetScheduleGroup, GET, /schedule-groups/default, schedule-group/default",
    "ListScheduleGroups, GET, /schedule-groups, schedule-group/",
  })
  void asksForTheSchedule(String operation, String method, String path, String resource) {
    assertThat(
            ServiceAccesses.scheduler()
                .of(operation, SentRequest.rest(method, path, "groupName=x")))
        .containsExactly(
            Access.of("scheduler:" + operation, "arn:aws:scheduler:" + ACCOUNT + resource));
  }

  @ParameterizedTest
  @CsvSource({
    "GetRole, RoleName=r, arn:aws:iam::000000000000:role/r",
    "PutRolePolicy, RoleName=r&PolicyName=p, arn:aws:iam::000000000000:role/r",
    "ListRoles, '', arn:aws:iam::000000000000:role/",
    "ListRoles, PathPrefix=%2Fa%2F, arn:aws:iam::000000000000:role/a/",
    "GetPolicy, PolicyArn=arn:aws:iam::aws:policy/P, arn:aws:iam::aws:policy/P",
    "ListPolicies, Scope=Local, *",
  })
  void asksForTheRole(String operation, String form, String resource) {
    assertThat(
            ServiceAccesses.iam(roles)
                .of(operation, SentRequest.form("Action=" + operation + "&" + form)))
        .containsExactly(Access.of("iam:" + operation, resource));
  }

  @ParameterizedTest
  @CsvSource({
    "/restapis/abc/stages, /restapis/abc/stages",
    "/restapis/%61bc/, /restapis/abc",
    "//restapis, /restapis",
  })
  void asksForThePathHoweverItIsWritten(String path, String resource) {
    assertThat(
            new ServiceAccesses.ApiGatewayAccesses()
                .of("GetStages", SentRequest.rest("GET", path, "")))
        .containsExactly(Access.of("apigateway:GET", "arn:aws:apigateway:us-east-1::" + resource));
  }

  @ParameterizedTest
  @CsvSource({
    "GetTemplate, StackName=absent, arn:aws:cloudformation:us-east-1:000000000000:stack/absent/",
    "GetTemplate, StackName=arn:aws:cloudformation:us-east-1:000000000000:stack/a/1, arn:aws:cloudformation:us-east-1:000000000000:stack/a/1",
    "ListStacks, '', *",
  })
  void asksForTheStack(String operation, String form, String resource) {
    assertThat(stackAccesses(operation, form))
        .containsExactly(Access.of("cloudformation:" + operation, resource));
  }

  @Test
  void asksToListForADescriptionOfAllStacks() {
    assertThat(stackAccesses("DescribeStacks", ""))
        .containsExactly(
            Access.of("cloudformation:DescribeStacks", "*"),
            Access.of("cloudformation:ListStacks", "*"));
  }

  @ParameterizedTest
  @CsvSource({
    "GetSecretValue, '{\"SecretId\":\"s/slack\"}', made",
    "GetSecretValue, '{\"SecretId\":\"ARN\"}', made",
    "PutSecretValue, '{\"SecretId\":\"ARN\"}', made",
    "GetSecretValue, '{\"SecretId\":\"absent\"}', absent",
    "CreateSecret, '{\"Name\":\"absent\"}', absent",
    "ListSecrets, '{}', *",
    "GetRandomPassword, '{}', *",
  })
  void asksForTheSecretByItsWholeArn(String operation, String body, String resource) {
    Secrets secrets = new Secrets(StateStore.inMemory(), clock);
    String made =
        new SecretResource(secrets)
            .create(
                new SecretResource(secrets)
                    .read(new Properties("R", Trees.object().put("Name", "s/slack"))),
                new Deployment("app", "S", 1, new Assets(Map.of()), false))
            .physicalId();
    String expected =
        switch (resource) {
          case "made" -> made;
          case "absent" -> "arn:aws:secretsmanager:" + ACCOUNT + "secret:absent";
          default -> resource;
        };
    assertThat(
            ServiceAccesses.secrets(secrets)
                .of(
                    operation,
                    SentRequest.json("secretsmanager." + operation, body.replace("ARN", made))))
        .containsExactly(Access.of("secretsmanager:" + operation, expected));
  }

  private List<Access> stackAccesses(String operation, String form) {
    return new StackAccesses(stacks)
        .of(operation, SentRequest.form("Action=" + operation + "&" + form));
  }
}
