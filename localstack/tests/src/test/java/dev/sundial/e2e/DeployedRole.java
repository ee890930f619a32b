package dev.sundial.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A role of the templates, with the one policy it has.
 *
 * @param kind its logical id without the hash, such as {@code TrainingRole}
 */
record DeployedRole(Cloud cloud, String stack, String kind, String name) {

  /** The roles of all stacks. */
  static List<DeployedRole> all(Cloud cloud) {
    List<DeployedRole> roles = new ArrayList<>();
    for (JsonNode stack : cloud.page("resources.json").get("stacks")) {
      for (JsonNode resource : stack.get("resources")) {
        if (resource.get("type").asText().equals("AWS::IAM::Role")) {
          roles.add(
              new DeployedRole(
                  cloud,
                  stack.get("name").asText(),
                  resource.get("logicalId").asText().replaceAll("[0-9A-F]{8}$", ""),
                  resource.get("physicalId").asText()));
        }
      }
    }
    return roles;
  }

  static DeployedRole of(Cloud cloud, String stack, String kind) {
    return all(cloud).stream()
        .filter(role -> role.stack().equals(stack) && role.kind().equals(kind))
        .findFirst()
        .orElseThrow();
  }

  String arn() {
    return "arn:aws:iam::000000000000:role/" + name;
  }

  String policy() {
    String encoded =
        cloud
            .clients()
            .iam
            .getRolePolicy(r -> r.roleName(name).policyName(onlyPolicy()))
            .policyDocument();
    return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
  }

  /** Gives it another policy instead. */
  void put(String document) {
    String policy = onlyPolicy();
    cloud
        .clients()
        .iam
        .putRolePolicy(r -> r.roleName(name).policyName(policy).policyDocument(document));
  }

  private String onlyPolicy() {
    List<String> names = cloud.clients().iam.listRolePolicies(r -> r.roleName(name)).policyNames();
    assertThat(names).as(name).hasSize(1);
    return names.getFirst();
  }
}
