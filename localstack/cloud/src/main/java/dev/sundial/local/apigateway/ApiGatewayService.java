package dev.sundial.local.apigateway;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sundial.local.apigateway.RestApi.ApiDeployment;
import dev.sundial.local.apigateway.RestApi.ApiResource;
import dev.sundial.local.apigateway.RestApi.ApiStage;
import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.endpoint.AwsResponse;
import dev.sundial.local.endpoint.AwsService;
import dev.sundial.local.wire.Page;
import dev.sundial.local.wire.RestCall;
import dev.sundial.local.wire.RestJsonService;
import dev.sundial.local.wire.Trees;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** The control plane of API Gateway: reading back what the templates made. */
public final class ApiGatewayService {

  private static final String LIMIT = "limit";
  private static final String POSITION = "position";
  private static final String EMBED = "embed";

  private ApiGatewayService() {}

  public static AwsService of(RestApis apis) {
    String api = "/restapis/{id}";
    String path = api + "/resources/{resource}";
    String method = path + "/methods/{method}";
    return RestJsonService.named("apigateway")
        .route("GET", "/restapis", "GetRestApis", call -> all(apis, call), LIMIT, POSITION)
        .route("GET", api, "GetRestApi", call -> call.json(200, api(named(apis, call))))
        .route(
            "GET",
            api + "/stages",
            "GetStages",
            call -> stages(named(apis, call), call),
            "deploymentId")
        .route(
            "GET",
            api + "/stages/{stage}",
            "GetStage",
            call -> call.json(200, stage(find(named(apis, call), call.label("stage")))))
        .route(
            "GET",
            api + "/deployments",
            "GetDeployments",
            call -> deployments(named(apis, call), call),
            LIMIT,
            POSITION)
        .route(
            "GET",
            api + "/deployments/{deployment}",
            "GetDeployment",
            call -> call.json(200, deployment(named(apis, call), call.label("deployment"))))
        .route(
            "GET",
            api + "/authorizers",
            "GetAuthorizers",
            call ->
                page(
                    call,
                    List.copyOf(named(apis, call).asks().values()),
                    TokenAuthorizer::id,
                    AuthorizerShapes::shape),
            LIMIT,
            POSITION)
        .route(
            "GET",
            api + "/authorizers/{authorizer}",
            "GetAuthorizer",
            call ->
                call.json(
                    200,
                    AuthorizerShapes.shape(
                        AuthorizerShapes.find(named(apis, call), call.label("authorizer")))))
        .route(
            "GET",
            api + "/resources",
            "GetResources",
            call -> resources(named(apis, call), call),
            LIMIT,
            POSITION,
            EMBED)
        .route(
            "GET",
            api + "/gatewayresponses",
            "GetGatewayResponses",
            call -> GatewayResponseShapes.all(named(apis, call), call))
        .route(
            "GET",
            api + "/gatewayresponses/{type}",
            "GetGatewayResponse",
            call -> GatewayResponseShapes.one(named(apis, call), call))
        .route(
            "GET",
            path,
            "GetResource",
            call -> call.json(200, ApiResources.shape(resource(apis, call), embeds(call))),
            EMBED)
        .route(
            "GET",
            method,
            "GetMethod",
            call -> call.json(200, ApiResources.method(resource(apis, call), call.label("method"))))
        .route(
            "GET",
            method + "/integration",
            "GetIntegration",
            call ->
                call.json(
                    200, ApiResources.integration(resource(apis, call), call.label("method"))))
        .build();
  }

  private static RestApi named(RestApis apis, RestCall call) {
    return apis.get(call.label("id"));
  }

  private static ApiResource resource(RestApis apis, RestCall call) {
    ApiResource resource = named(apis, call).resources().get(call.label("resource"));
    if (resource == null) {
      throw missing("Invalid Resource identifier specified");
    }
    return resource;
  }

  private static boolean embeds(RestCall call) {
    String embed = call.query(EMBED, "");
    if (!embed.isEmpty() && !embed.equals("methods")) {
      throw new AwsError(400, "BadRequestException", "Invalid embed: " + embed);
    }
    return !embed.isEmpty();
  }

  private static AwsError missing(String message) {
    return new AwsError(404, "NotFoundException", message);
  }

  private static <T> AwsResponse page(
      RestCall call, List<T> all, Function<T, String> key, Function<T, ObjectNode> shape) {
    String limit = call.query(LIMIT, "25");
    if (!limit.matches("[1-9]\\d?|[1-4]\\d\\d|500")) {
      throw new AwsError(400, "BadRequestException", "limit must be from 1 to 500, was " + limit);
    }
    AwsError refusal = new AwsError(400, "BadRequestException", "Invalid position parameter");
    Page<T> page = Page.of(all, key, call.query(POSITION, ""), Integer.parseInt(limit), refusal);
    ObjectNode answer = Trees.object();
    page.items().forEach(item -> answer.withArray("item").add(shape.apply(item)));
    answer.withArray("item");
    page.next().ifPresent(next -> answer.put(POSITION, next));
    return call.json(200, answer);
  }

  private static AwsResponse all(RestApis apis, RestCall call) {
    return page(call, List.copyOf(apis.all()), RestApi::id, ApiGatewayService::api);
  }

  private static ObjectNode api(RestApi api) {
    ObjectNode node = Trees.object();
    node.put("id", api.id());
    node.put("name", api.name());
    if (!api.description().isEmpty()) {
      node.put("description", api.description());
    }
    node.put("createdDate", api.createdAt().getEpochSecond());
    ArrayNode types = node.putArray("binaryMediaTypes");
    api.binaryMediaTypes().forEach(types::add);
    node.put("rootResourceId", RestApis.rootOf(api.id()));
    node.put("apiKeySource", "HEADER");
    return node;
  }

  private static ApiStage find(RestApi api, String name) {
    ApiStage stage = api.stages().get(name);
    if (stage == null) {
      throw missing("Invalid stage identifier specified");
    }
    return stage;
  }

  private static AwsResponse stages(RestApi api, RestCall call) {
    String deployment = call.query("deploymentId", "");
    ObjectNode answer = Trees.object();
    ArrayNode items = answer.putArray("item");
    api.stages().values().stream()
        .filter(stage -> deployment.isEmpty() || stage.deploymentId().equals(deployment))
        .sorted(Comparator.comparing(ApiStage::name))
        .forEach(stage -> items.add(stage(stage)));
    return call.json(200, answer);
  }

  private static ObjectNode stage(ApiStage stage) {
    ObjectNode node = Trees.object();
    node.put("stageName", stage.name());
    node.put("deploymentId", stage.deploymentId());
    if (!stage.description().isEmpty()) {
      node.put("description", stage.description());
    }
    ObjectNode variables = node.putObject("variables");
    stage.variables().forEach(variables::put);
    if (!stage.accessLogGroup().isEmpty()) {
      ObjectNode log = node.putObject("accessLogSettings");
      log.put("destinationArn", stage.accessLogGroup());
      log.put("format", stage.accessLogFormat());
    }
    if (stage.rate() >= 0) {
      ObjectNode all = node.putObject("methodSettings").putObject("*/*");
      all.put("throttlingRateLimit", stage.rate());
      all.put("throttlingBurstLimit", stage.burst());
    }
    node.put("createdDate", stage.createdAt().getEpochSecond());
    return node;
  }

  private static AwsResponse deployments(RestApi api, RestCall call) {
    return page(
        call,
        List.copyOf(api.deployments().values()),
        ApiDeployment::id,
        ApiGatewayService::deployment);
  }

  private static ObjectNode deployment(RestApi api, String id) {
    ApiDeployment deployment = api.deployments().get(id);
    if (deployment == null) {
      throw missing("Invalid Deployment identifier specified");
    }
    return deployment(deployment);
  }

  private static ObjectNode deployment(ApiDeployment deployment) {
    ObjectNode node = Trees.object().put("id", deployment.id());
    if (!deployment.description().isEmpty()) {
      node.put("description", deployment.description());
    }
    return node.put("createdDate", deployment.createdAt().getEpochSecond());
  }

  private static AwsResponse resources(RestApi api, RestCall call) {
    boolean embeds = embeds(call);
    return page(
        call,
        List.copyOf(api.resources().values()),
        ApiResource::path,
        resource -> ApiResources.shape(resource, embeds));
  }
}
