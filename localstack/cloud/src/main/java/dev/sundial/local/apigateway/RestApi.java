package dev.sundial.local.apigateway;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    @Nullable GatewayResponses errors) {

  public RestApi {
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
   */
  public record ApiResource(
      String id,
      String parentId,
      String pathPart,
      String path,
      Map<String, String> methods,
      @Nullable Map<String, Authorization> authorizations) {
    public ApiResource {
      methods = Map.copyOf(methods);
      authorizations = authorizations == null ? Map.of() : Map.copyOf(authorizations);
    }

    /** Who may call a method, as {@link #methods} names it. */
    Authorization authorization(String method) {
      return authorizations == null
          ? Authorization.NONE
          : authorizations.getOrDefault(method, Authorization.NONE);
    }

    /** With one method more, or another one of that name. */
    ApiResource with(String method, String functionArn, Authorization authorization) {
      Map<String, String> functions = new HashMap<>(methods);
      functions.put(method, functionArn);
      Map<String, Authorization> asked = new HashMap<>();
      functions.keySet().forEach(name -> asked.put(name, authorization(name)));
      asked.put(method, authorization);
      return new ApiResource(id, parentId, pathPart, path, functions, asked);
    }

    /** Without a method. */
    ApiResource without(String method) {
      Map<String, String> functions = new HashMap<>(methods);
      functions.remove(method);
      Map<String, Authorization> asked = new HashMap<>();
      functions.keySet().forEach(name -> asked.put(name, authorization(name)));
      return new ApiResource(id, parentId, pathPart, path, functions, asked);
    }
  }

  /**
   * The resources as they were when it was made: what a stage serves.
   *
   * @param createdAt virtual time
   * @param errors how it tells what the gateway refuses
   */
  public record ApiDeployment(
      String id,
      String description,
      Instant createdAt,
      Map<String, ApiResource> resources,
      @Nullable GatewayResponses errors) {
    public ApiDeployment {
      resources = Map.copyOf(resources);
    }

    GatewayResponses tells() {
      return errors == null ? GatewayResponses.NONE : errors;
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

  RestApi withResources(Map<String, ApiResource> other) {
    return new RestApi(
        id, name, description, binaryMediaTypes, createdAt, other, deployments, stages, errors);
  }

  RestApi withDeployments(Map<String, ApiDeployment> other) {
    return new RestApi(
        id, name, description, binaryMediaTypes, createdAt, resources, other, stages, errors);
  }

  RestApi withStages(Map<String, ApiStage> other) {
    return new RestApi(
        id, name, description, binaryMediaTypes, createdAt, resources, deployments, other, errors);
  }

  RestApi withErrors(GatewayResponses other) {
    return new RestApi(
        id, name, description, binaryMediaTypes, createdAt, resources, deployments, stages, other);
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
        errors);
  }
}
