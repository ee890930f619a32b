package dev.sundial.local.iam;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.endpoint.AwsRequest;
import dev.sundial.local.endpoint.AwsService;
import dev.sundial.local.wire.ModeledService;
import dev.sundial.local.wire.Trees;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/**
 * IAM's operations that read roles back, and change what one may do until the next deployment of
 * it. Policies of AWS and of the account ({@code AttachRolePolicy}) are not supported.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/">IAM API reference</a>
 */
public final class IamApi {
  private static final String NAMESPACE = "https://iam.amazonaws.com/doc/2010-05-08/";

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final Roles roles;

  public IamApi(Roles roles) {
    this.roles = roles;
  }

  public AwsService service() {
    return new ModeledService(
        "iam",
        NAMESPACE,
        Map.of(
            "GetRole", this::getRole,
            "ListRoles", this::listRoles,
            "ListRolePolicies", this::listRolePolicies,
            "GetRolePolicy", this::getRolePolicy,
            "ListAttachedRolePolicies", this::listAttachedRolePolicies,
            "PutRolePolicy", this::putRolePolicy,
            "DeleteRolePolicy", this::deleteRolePolicy));
  }

  private ObjectNode getRole(ObjectNode input, AwsRequest request) {
    ObjectNode output = Trees.object();
    describe(output.putObject("Role"), role(input));
    return output;
  }

  private ObjectNode listRoles(ObjectNode input, AwsRequest request) {
    String prefix = Trees.text(input, "PathPrefix", "/");
    ObjectNode output = Trees.object().put("IsTruncated", false);
    ArrayNode list = output.putArray("Roles");
    roles.all().stream()
        .filter(role -> role.path().startsWith(prefix))
        .forEach(role -> describe(list.addObject(), role));
    return output;
  }

  private static void describe(ObjectNode node, Role role) {
    node.put("Path", role.path())
        .put("RoleName", role.name())
        .put("RoleId", role.id())
        .put("Arn", role.arn())
        .put("CreateDate", role.createdAt().truncatedTo(ChronoUnit.SECONDS).toString())
        .put("AssumeRolePolicyDocument", encoded(role.trust()))
        .put("MaxSessionDuration", role.maxSessionSeconds());
  }

  private ObjectNode listRolePolicies(ObjectNode input, AwsRequest request) {
    ObjectNode output = Trees.object().put("IsTruncated", false);
    ArrayNode names = output.putArray("PolicyNames");
    role(input).inline().keySet().forEach(names::add);
    return output;
  }

  private ObjectNode getRolePolicy(ObjectNode input, AwsRequest request) {
    Role role = role(input);
    String name = required(input, "PolicyName");
    JsonNode document = role.inline().get(name);
    if (document == null) {
      throw missing("The role policy with name " + name + " cannot be found.");
    }
    return Trees.object()
        .put("RoleName", role.name())
        .put("PolicyName", name)
        .put("PolicyDocument", encoded(document));
  }

  private ObjectNode putRolePolicy(ObjectNode input, AwsRequest request) {
    Role role = role(input);
    String name = required(input, "PolicyName");
    roles.setInline(role.name(), name, document(required(input, "PolicyDocument")));
    return Trees.object();
  }

  private static JsonNode document(String text) {
    try {
      JsonNode document = JSON.readTree(text);
      List<Statement> unused = PolicyDocument.statements(document, PolicyDocument.Kind.IDENTITY);
      return document;
    } catch (JsonProcessingException e) {
      throw new AwsError(400, "MalformedPolicyDocument", "Syntax errors in policy.");
    } catch (IllegalArgumentException e) {
      throw new AwsError(400, "MalformedPolicyDocument", String.valueOf(e.getMessage()).strip());
    }
  }

  private ObjectNode deleteRolePolicy(ObjectNode input, AwsRequest request) {
    Role role = role(input);
    String name = required(input, "PolicyName");
    if (!role.inline().containsKey(name)) {
      throw missing("The role policy with name " + name + " cannot be found.");
    }
    roles.setInline(role.name(), name, null);
    return Trees.object();
  }

  private ObjectNode listAttachedRolePolicies(ObjectNode input, AwsRequest request) {
    Role unused = role(input);
    ObjectNode output = Trees.object().put("IsTruncated", false);
    output.putArray("AttachedPolicies");
    return output;
  }

  private Role role(ObjectNode input) {
    String name = required(input, "RoleName");
    return roles
        .find(name)
        .orElseThrow(() -> missing("The role with name " + name + " cannot be found."));
  }

  /** IAM answers documents percent-encoded, as RFC 3986 says. */
  private static String encoded(JsonNode document) {
    return URLEncoder.encode(document.toString(), StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static String required(ObjectNode input, String member) {
    String value = Trees.text(input, member, "");
    if (value.isEmpty()) {
      throw new AwsError(400, "ValidationError", member + " is required");
    }
    return value;
  }

  private static AwsError missing(String message) {
    return new AwsError(404, "NoSuchEntity", message);
  }
}
