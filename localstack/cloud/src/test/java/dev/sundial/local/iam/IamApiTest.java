package dev.sundial.local.iam;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sundial.local.stack.Assets;
import dev.sundial.local.stack.Deployment;
import dev.sundial.local.stack.Properties;
import dev.sundial.local.stack.Resource;
import dev.sundial.local.stack.ResourceType;
import dev.sundial.local.state.StateStore;
import dev.sundial.local.testing.ClientEndpoint;
import dev.sundial.local.testing.HandClock;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class IamApiTest {
  private static final String TRUST =
      "{'Version':'2012-10-17','Statement':[{'Effect':'Allow','Action':'sts:AssumeRole',"
          + "'Principal':{'Service':'lambda.amazonaws.com'}}]}";
  private static final String READ =
      "{'Version':'2012-10-17','Statement':[{'Effect':'Allow','Action':'s3:GetObject',"
          + "'Resource':'*'}]}";

  private final Roles roles =
      new Roles(StateStore.inMemory(), new HandClock("2026-11-20T03:15:00Z"));
  private final ResourceType<?> roleType = roles.resourceTypes().getFirst();
  private final ResourceType<?> policyType = roles.resourceTypes().getLast();
  private final ClientEndpoint endpoint;

  IamApiTest() throws Exception {
    endpoint = new ClientEndpoint(new IamApi(roles).service());
  }

  @BeforeEach
  void deploy() throws Exception {
    create(
        roleType,
        "{'RoleName':'trainer','AssumeRolePolicyDocument':%s,'Policies':[{'PolicyName':'own',"
            + "'PolicyDocument':%s}]}",
        TRUST,
        READ);
  }

  @AfterEach
  void stop() throws Exception {
    endpoint.close();
  }

  private static Properties properties(String json, Object... parts) throws Exception {
    String text = json.formatted(parts).replace('\'', '"');
    return new Properties("app/R", (ObjectNode) new ObjectMapper().readTree(text));
  }

  private static Deployment deployment() {
    return new Deployment("app", "R", 1, Assets.none(), false);
  }

  private static <D> Resource create(ResourceType<D> type, String json, Object... parts)
      throws Exception {
    return type.create(type.read(properties(json, parts)), deployment());
  }

  private String ask(int status, String form) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(endpoint.uri())
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=test/20261120/us-east-1/iam/aws4_request,"
                    + " SignedHeaders=host, Signature=x")
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
      return answer.body();
    }
  }

  @Test
  void readsRolesBack() throws Exception {
    assertThat(ask(200, "Action=GetRole&RoleName=trainer"))
        .contains("<Arn>arn:aws:iam::000000000000:role/trainer</Arn>")
        .contains("<AssumeRolePolicyDocument>%7B%22Version%22%3A%222012-10-17%22");
    assertThat(ask(200, "Action=ListRoles")).contains("<RoleName>trainer</RoleName>");
    assertThat(ask(200, "Action=GetRolePolicy&RoleName=trainer&PolicyName=own"))
        .contains("s3%3AGetObject");
    assertThat(ask(404, "Action=GetRole&RoleName=nobody")).contains("<Code>NoSuchEntity</Code>");
    assertThat(ask(404, "Action=GetRolePolicy&RoleName=trainer&PolicyName=no"))
        .contains("NoSuchEntity");
  }

  @Test
  void policiesOfTheirOwnComeAndGoWithoutTouchingTheRoles() throws Exception {
    String policy = "{'PolicyName':'%s','Roles':['trainer'],'PolicyDocument':%s}";
    attachAndRename(policyType, policy);

    assertThat(ask(200, "Action=ListRolePolicies&RoleName=trainer"))
        .contains("<member>own</member>")
        .doesNotContain("more");
  }

  private <D> void attachAndRename(ResourceType<D> type, String policy) throws Exception {
    D first = type.read(properties(policy, "more", READ));
    D renamed = type.read(properties(policy, "renamed", READ));
    Resource made = type.create(first, deployment());
    assertThat(roles.find("trainer").orElseThrow().inline()).containsOnlyKeys("own", "more");
    made = type.update(made, first, renamed, deployment());
    assertThat(roles.find("trainer").orElseThrow().inline()).containsOnlyKeys("own", "renamed");
    type.delete(made, deployment());
  }

  @Test
  void updatingARoleKeepsPoliciesAttachedApart() throws Exception {
    create(policyType, "{'PolicyName':'more','Roles':['trainer'],'PolicyDocument':%s}", READ);
    update(
        roleType,
        properties(
            "{'RoleName':'trainer','AssumeRolePolicyDocument':%s,'Policies':[{'PolicyName':'own',"
                + "'PolicyDocument':%s}]}",
            TRUST, READ),
        properties("{'RoleName':'trainer','AssumeRolePolicyDocument':%s}", TRUST));

    assertThat(roles.find("trainer").orElseThrow().inline()).containsOnlyKeys("more");
  }

  private static <D> void update(ResourceType<D> type, Properties before, Properties after) {
    Resource existing =
        new Resource(type.name(), "trainer", java.util.Map.of("Arn", "a", "RoleId", "i"));
    type.update(existing, type.read(before), type.read(after), deployment());
  }
}
