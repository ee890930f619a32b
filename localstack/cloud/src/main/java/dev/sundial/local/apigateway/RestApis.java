package dev.sundial.local.apigateway;

import dev.sundial.local.apigateway.RestApi.ApiDeployment;
import dev.sundial.local.apigateway.RestApi.ApiResource;
import dev.sundial.local.apigateway.RestApi.ApiStage;
import dev.sundial.local.apigateway.RestApi.MethodTarget;
import dev.sundial.local.endpoint.Account;
import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.state.Shelf;
import dev.sundial.local.state.StateStore;
import java.time.Clock;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The REST APIs of the account. */
public final class RestApis {
  private final Shelf<RestApi> shelf;
  private final Clock clock;

  /** What the API port serves: a stage of an API, and the deployment behind it. */
  record Served(RestApi api, ApiStage stage, ApiDeployment deployment) {
    /**
     * What a policy calls a method of it.
     *
     * @param path starting with a slash, percent-encoded
     */
    String arn(String method, String path) {
      return Account.arn("execute-api", api.id() + "/" + stage.name() + "/" + method + path);
    }

    /** Who asks, when an authorizer's function is called. */
    String authorizerArn(TokenAuthorizer authorizer) {
      return Account.arn("execute-api", api.id() + "/authorizers/" + authorizer.id());
    }
  }

  private volatile @Nullable Served served;

  public RestApis(StateStore store, Clock clock) {
    this.shelf = store.shelf("apigateway.apis", RestApi.class);
    this.clock = clock;
  }

  Clock clock() {
    return clock;
  }

  List<RestApi> all() {
    return shelf.values();
  }

  RestApi get(String id) {
    return shelf
        .get(id)
        .orElseThrow(
            () ->
                new AwsError(
                    404,
                    "NotFoundException",
                    "Invalid API identifier specified 000000000000:" + id));
  }

  Optional<RestApi> find(String id) {
    return shelf.get(id);
  }

  synchronized void create(String id, String name, String description, List<String> binaryTypes) {
    if (shelf.get(id).isPresent()) {
      change(id, api -> api.described(name, description, binaryTypes));
      return;
    }
    ApiResource root = new ApiResource(rootOf(id), "", "", "/", Map.of(), Map.of(), Map.of());
    shelf.putDurably(
        id,
        new RestApi(
            id,
            name,
            description,
            binaryTypes,
            clock.instant(),
            Map.of(root.id(), root),
            Map.of(),
            Map.of(),
            GatewayResponses.NONE,
            Map.of()));
  }

  synchronized void change(String id, UnaryOperator<RestApi> by) {
    shelf.putDurably(id, by.apply(get(id)));
    served = null;
  }

  synchronized void delete(String id) {
    shelf.removeDurably(id);
    served = null;
  }

  /** The id of an API's root resource. */
  static String rootOf(String apiId) {
    return new StringBuilder(apiId).reverse().toString();
  }

  void putResource(String apiId, String id, String parentId, String pathPart) {
    change(
        apiId,
        api -> {
          ApiResource parent = api.resources().get(parentId);
          if (parent == null) {
            throw new AwsError(404, "NotFoundException", "Invalid Resource identifier specified");
          }
          String path = (parent.path().equals("/") ? "" : parent.path()) + "/" + pathPart;
          ApiResource before = api.resources().get(id);
          ApiResource after =
              before == null
                  ? new ApiResource(id, parentId, pathPart, path, Map.of(), Map.of(), Map.of())
                  : new ApiResource(
                      id,
                      parentId,
                      pathPart,
                      path,
                      before.methods(),
                      before.authorizations(),
                      before.authorizers());
          return api.withResources(with(api.resources(), id, after));
        });
  }

  void deleteResource(String apiId, String id) {
    if (find(apiId).isPresent()) {
      change(apiId, api -> api.withResources(without(api.resources(), id)));
    }
  }

  void putMethod(String apiId, String resourceId, String method, MethodTarget target) {
    changeResource(apiId, resourceId, resource -> resource.with(method, target));
  }

  void deleteMethod(String apiId, String resourceId, String method) {
    if (find(apiId).filter(api -> api.resources().containsKey(resourceId)).isPresent()) {
      changeResource(apiId, resourceId, resource -> resource.without(method));
    }
  }

  private void changeResource(String apiId, String resourceId, UnaryOperator<ApiResource> by) {
    change(
        apiId,
        api -> {
          ApiResource resource = api.resources().get(resourceId);
          if (resource == null) {
            throw new AwsError(404, "NotFoundException", "Invalid Resource identifier specified");
          }
          return api.withResources(with(api.resources(), resourceId, by.apply(resource)));
        });
  }

  void putGatewayResponse(String apiId, ResponseType type, GatewayResponse response) {
    change(apiId, api -> api.withErrors(api.tells().with(type, response)));
  }

  void deleteGatewayResponse(String apiId, ResponseType type) {
    if (find(apiId).isPresent()) {
      change(apiId, api -> api.withErrors(api.tells().without(type)));
    }
  }

  void putAuthorizer(String apiId, TokenAuthorizer authorizer) {
    change(apiId, api -> api.withAuthorizers(with(api.asks(), authorizer.id(), authorizer)));
  }

  void deleteAuthorizer(String apiId, String id) {
    if (find(apiId).isPresent()) {
      change(apiId, api -> api.withAuthorizers(without(api.asks(), id)));
    }
  }

  void deploy(String apiId, String deploymentId, String description) {
    change(
        apiId,
        api ->
            api.withDeployments(
                with(
                    api.deployments(),
                    deploymentId,
                    new ApiDeployment(
                        deploymentId,
                        description,
                        clock.instant(),
                        api.resources(),
                        api.tells(),
                        api.asks()))));
  }

  void deleteDeployment(String apiId, String deploymentId) {
    if (find(apiId).isPresent()) {
      change(apiId, api -> api.withDeployments(without(api.deployments(), deploymentId)));
    }
  }

  void putStage(String apiId, ApiStage stage) {
    change(apiId, api -> api.withStages(with(api.stages(), stage.name(), stage)));
  }

  void deleteStage(String apiId, String stage) {
    if (find(apiId).isPresent()) {
      change(apiId, api -> api.withStages(without(api.stages(), stage)));
    }
  }

  /** The stage that is served: the newest. Kept between requests, until something changes. */
  Optional<Served> served() {
    Served kept = served;
    return kept == null ? newest() : Optional.of(kept);
  }

  private synchronized Optional<Served> newest() {
    Optional<Served> newest =
        all().stream()
            .flatMap(api -> api.stages().values().stream().map(stage -> served(api, stage)))
            .flatMap(Optional::stream)
            .max(Comparator.comparing(one -> one.stage().createdAt()));
    served = newest.orElse(null);
    return newest;
  }

  /** Every deployed stage of that name. */
  List<Served> named(String stage) {
    return all().stream()
        .flatMap(
            api ->
                Optional.ofNullable(api.stages().get(stage)).stream()
                    .flatMap(found -> served(api, found).stream()))
        .toList();
  }

  private static Optional<Served> served(RestApi api, ApiStage stage) {
    return Optional.ofNullable(api.deployments().get(stage.deploymentId()))
        .map(deployment -> new Served(api, stage, deployment));
  }

  private static <V> Map<String, V> with(Map<String, V> map, String key, V value) {
    Map<String, V> copy = new HashMap<>(map);
    copy.put(key, value);
    return copy;
  }

  private static <V> Map<String, V> without(Map<String, V> map, String key) {
    Map<String, V> copy = new HashMap<>(map);
    copy.remove(key);
    return copy;
  }
}
