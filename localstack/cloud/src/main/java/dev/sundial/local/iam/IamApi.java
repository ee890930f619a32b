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
import dev.sundial.local.wire.Operations;
import dev.sundial.local.wire.Page;
import dev.sundial.local.wire.Trees;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;

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

  private static final String ROLE = "RoleName";
  private static final String MARKER = "Marker";
  private static final String MOST = "MaxItems";

  private final Roles roles;

  public IamApi(Roles roles) {
    this.roles = roles;
  }

  public AwsService service() {
    return new ModeledService(
        "iam",
        NAMESPACE,
        new Operations()
            .on("GetRole", this::getRole, ROLE)
            .on("ListRoles", this::listRoles, "PathPrefix", MARKER, MOST)
            .on("ListRoleTags", this::listRoleTags, ROLE, MARKER, MOST)
            .on("ListRolePolicies", this::listRolePolicies, ROLE, MARKER, MOST)
            .on("GetRolePolicy", this::getRolePolicy, ROLE, "PolicyName")
            .on(
                "ListAttachedRolePolicies",
                this::listAttachedRolePolicies,
                ROLE,
                "PathPrefix",
                MARKER,
                MOST)
            .on("ListPolicies", this::listPolicies, "Scope", "OnlyAttached", MARKER, MOST)
            .on("GetPolicy", (input, request) -> noPolicy(input), "PolicyArn")
            .on("GetPolicyVersion", (input, request) -> noPolicy(input), "PolicyArn", "VersionId")
            .on("PutRolePolicy", this::putRolePolicy, ROLE, "PolicyName", "PolicyDocument")
            .on("DeleteRolePolicy", this::deleteRolePolicy, ROLE, "PolicyName")
            .table());
  }

  private ObjectNode getRole(ObjectNode input, AwsRequest request) {
    ObjectNode output = Trees.object();
    describe(output.putObject("Role"), role(input));
    return output;
  }

  private ObjectNode listRoles(ObjectNode input, AwsRequest request) {
    String prefix = Trees.text(input, "PathPrefix", "/");
    List<Role> found = roles.all().stream().filter(role -> role.path().startsWith(prefix)).toList();
    return page(input, "Roles", found, Role::name, IamApi::describe);
  }

  private static <T> ObjectNode page(
      ObjectNode input,
      String member,
      List<T> all,
      Function<T, String> key,
      Function<T, JsonNode> shape) {
    int most = Trees.integer(input, MOST, 100);
    if (most < 1 || most > 1000) {
      throw invalid("Value '" + most + "' at 'maxItems' must be from 1 to 1000");
    }
    String marker = Trees.text(input, MARKER, "");
    Page<T> page = Page.of(all, key, marker, most, invalid("Invalid Marker: " + marker));
    ObjectNode output = Trees.object().put("IsTruncated", page.next().isPresent());
    ArrayNode list = output.putArray(member);
    page.items().forEach(item -> list.add(shape.apply(item)));
    page.next().ifPresent(next -> output.put(MARKER, next));
    return output;
  }

  /** Templates' tags have no effect here, and are not kept. */
  private ObjectNode listRoleTags(ObjectNode input, AwsRequest request) {
    role(input);
    return page(input, "Tags", List.<String>of(), tag -> tag, Trees.object()::textNode);
  }

  /** There are no policies but the roles' own; AWS's are not told. */
  private ObjectNode listPolicies(ObjectNode input, AwsRequest request) {
    String scope = Trees.text(input, "Scope", "All");
    if (!scope.equals("Local")) {
      throw new AwsError(
          400,
          "UnsupportedOperation",
          "The local cloud does not implement ListPolicies with Scope " + scope + ", only Local");
    }
    return page(input, "Policies", List.<String>of(), arn -> arn, Trees.object()::textNode);
  }

  private static ObjectNode noPolicy(ObjectNode input) {
    String arn = required(input, "PolicyArn");
    throw arn.startsWith("arn:aws:iam::aws:policy/")
        ? new AwsError(
            400,
            "UnsupportedOperation",
            "The local cloud does not hold the policies of AWS: " + arn)
        : missing("Policy " + arn + " was not found.");
  }

  private static ObjectNode describe(Role role) {
    ObjectNode node = Trees.object();
    describe(node, role);
    return node;
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
    List<String> names = List.copyOf(role(input).inline().keySet());
    return page(input, "PolicyNames", names, name -> name, Trees.object()::textNode);
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
    return page(input, "AttachedPolicies", List.<String>of(), arn -> arn, Trees.object()::textNode);
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
      throw invalid(member + " is required");
    }
    return value;
  }

  private static AwsError invalid(String message) {
    return new AwsError(400, "ValidationError", message);
  }

  private static AwsError missing(String message) {
    return new AwsError(404, "NoSuchEntity", message);
  }
}
