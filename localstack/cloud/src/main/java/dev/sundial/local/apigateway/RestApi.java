package dev.sundial.local.apigateway;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A REST API as it is stored. Parts are changed by replacing the whole record.
 *
 * @param id ten letters and digits
 * @param name as declared
 * @param description as declared; may be empty
 * @param binaryMediaTypes bodies of these types reach a function in base64
 * @param createdAt virtual time
 * @param resources by resource id; the root has the path {@code /}
 * @param deployments by deployment id
 * @param stages by stage name
 * @param errors how it tells what the gateway refuses; a state that was kept before there were any
 *     has none
 * @param authorizers by their ids; likewise
 */
public record RestApi(
    String id,
    String name,
    String description,
    List<String> binaryMediaTypes,
    Instant createdAt,
    Map<String, ApiResource> resources,
    Map<String, ApiDeployment> deployments,
    Map<String, ApiStage> stages,
    @Nullable GatewayResponses errors,
    @Nullable Map<String, TokenAuthorizer> authorizers) {

  public RestApi {
    authorizers = authorizers == null ? Map.of() : Map.copyOf(authorizers);
    binaryMediaTypes = List.copyOf(binaryMediaTypes);
    resources = Map.copyOf(resources);
    deployments = Map.copyOf(deployments);
    stages = Map.copyOf(stages);
  }

  /**
   * A node of the path tree.
   *
   * @param parentId empty for the root
   * @param pathPart such as {@code predict}, <code>{id}</code> or <code>{proxy+}</code>; empty for
   *     the root
   * @param path whole, such as <code>/{proxy+}</code>
   * @param methods HTTP method, or {@code ANY}, to the ARN of the function it calls
   * @param authorizations who may call those of them that not everybody may; a state that was kept
   *     before there were any has none
   * @param authorizers ids of the authorizers that say who may call those of {@link
   *     Authorization#CUSTOM}; likewise
   */
  public record ApiResource(
      String id,
      String parentId,
      String pathPart,
      String path,
      Map<String, String> methods,
      @Nullable Map<String, Authorization> authorizations,
      @Nullable Map<String, String> authorizers) {
    public ApiResource {
      authorizers = authorizers == null ? Map.of() : Map.copyOf(authorizers);
      methods = Map.copyOf(methods);
      authorizations = authorizations == null ? Map.of() : Map.copyOf(authorizations);
    }

    /** Who may call a method, as {@link #methods} names it. */
    Authorization authorization(String method) {
      return authorizations == null
          ? Authorization.NONE
          : authorizations.getOrDefault(method, Authorization.NONE);
    }

    /** Whose word counts for a method of {@link Authorization#CUSTOM}. */
    Optional<String> authorizer(String method) {
      return Optional.ofNullable(authorizers).map(ids -> ids.get(method));
    }

    /** With one method more, or another one of that name. */
    ApiResource with(String method, MethodTarget target) {
      ApiResource other = without(method);
      Map<String, String> functions = new HashMap<>(other.methods);
      functions.put(method, target.functionArn());
      Map<String, Authorization> asked = new HashMap<>();
      functions.keySet().forEach(name -> asked.put(name, authorization(name)));
      asked.put(method, target.authorization());
      Map<String, String> ids = other.authorizersById();
      target.authorizer().ifPresent(id -> ids.put(method, id));
      return new ApiResource(id, parentId, pathPart, path, functions, asked, ids);
    }

    /** Without a method. */
    ApiResource without(String method) {
      Map<String, String> functions = new HashMap<>(methods);
      functions.remove(method);
      Map<String, Authorization> asked = new HashMap<>();
      functions.keySet().forEach(name -> asked.put(name, authorization(name)));
      Map<String, String> ids = authorizersById();
      ids.remove(method);
      return new ApiResource(id, parentId, pathPart, path, functions, asked, ids);
    }

    private Map<String, String> authorizersById() {
      return authorizers == null ? new HashMap<>() : new HashMap<>(authorizers);
    }
  }

  /**
   * What a method does.
   *
   * @param functionArn what it calls
   * @param authorization who may call it
   * @param authorizer who says so, where it is {@link Authorization#CUSTOM}
   */
  public record MethodTarget(
      String functionArn, Authorization authorization, Optional<String> authorizer) {

    static MethodTarget of(String functionArn, Authorization authorization) {
      return new MethodTarget(functionArn, authorization, Optional.empty());
    }
  }

  /**
   * The resources as they were when it was made: what a stage serves.
   *
   * @param createdAt virtual time
   * @param errors how it tells what the gateway refuses
   * @param authorizers by their ids
   */
  public record ApiDeployment(
      String id,
      String description,
      Instant createdAt,
      Map<String, ApiResource> resources,
      @Nullable GatewayResponses errors,
      @Nullable Map<String, TokenAuthorizer> authorizers) {
    public ApiDeployment {
      authorizers = authorizers == null ? Map.of() : Map.copyOf(authorizers);
      resources = Map.copyOf(resources);
    }

    GatewayResponses tells() {
      return errors == null ? GatewayResponses.NONE : errors;
    }

    Optional<TokenAuthorizer> authorizer(String authorizerId) {
      return Optional.ofNullable(authorizers).map(all -> all.get(authorizerId));
    }
  }

  /**
   * A deployment under a name.
   *
   * @param variables stage variables
   * @param rate requests a second; negative when the stage does not throttle
   * @param burst most requests at once; negative when the stage does not throttle
   * @param accessLogGroup the ARN of the log group of access lines; empty for none
   * @param accessLogFormat the line
   * @param createdAt virtual time; the newest stage is the one that is served
   */
  public record ApiStage(
      String name,
      String deploymentId,
      String description,
      Map<String, String> variables,
      double rate,
      int burst,
      String accessLogGroup,
      String accessLogFormat,
      Instant createdAt) {
    public ApiStage {
      variables = Map.copyOf(variables);
    }
  }

  GatewayResponses tells() {
    return errors == null ? GatewayResponses.NONE : errors;
  }

  Map<String, TokenAuthorizer> asks() {
    return authorizers == null ? Map.of() : authorizers;
  }

  RestApi withResources(Map<String, ApiResource> other) {
    return copy(other, deployments, stages, errors, authorizers);
  }

  RestApi withDeployments(Map<String, ApiDeployment> other) {
    return copy(resources, other, stages, errors, authorizers);
  }

  RestApi withStages(Map<String, ApiStage> other) {
    return copy(resources, deployments, other, errors, authorizers);
  }

  RestApi withErrors(GatewayResponses other) {
    return copy(resources, deployments, stages, other, authorizers);
  }

  RestApi withAuthorizers(Map<String, TokenAuthorizer> other) {
    return copy(resources, deployments, stages, errors, other);
  }

  private RestApi copy(
      Map<String, ApiResource> otherResources,
      Map<String, ApiDeployment> otherDeployments,
      Map<String, ApiStage> otherStages,
      @Nullable GatewayResponses otherErrors,
      @Nullable Map<String, TokenAuthorizer> otherAuthorizers) {
    return new RestApi(
        id,
        name,
        description,
        binaryMediaTypes,
        createdAt,
        otherResources,
        otherDeployments,
        otherStages,
        otherErrors,
        otherAuthorizers);
  }

  RestApi described(String otherName, String otherDescription, List<String> otherTypes) {
    return new RestApi(
        id,
        otherName,
        otherDescription,
        otherTypes,
        createdAt,
        resources,
        deployments,
        stages,
        errors,
        authorizers);
  }
}
