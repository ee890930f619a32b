package dev.sundial.local.apigateway;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sundial.local.apigateway.RestApi.ApiResource;
import dev.sundial.local.apigateway.RestApi.ApiStage;
import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.endpoint.AwsService;
import dev.sundial.local.wire.RestJsonService;
import dev.sundial.local.wire.Trees;
import java.util.Comparator;

/** The control plane of API Gateway: reading back what the templates made. */
public final class ApiGatewayService {

  private ApiGatewayService() {}

  public static AwsService of(RestApis apis) {
    return RestJsonService.named("apigateway")
        .route("GET", "/restapis", "GetRestApis", call -> call.json(200, all(apis)))
        .route(
            "GET",
            "/restapis/{id}",
            "GetRestApi",
            call -> call.json(200, api(apis.get(call.label("id")))))
        .route(
            "GET",
            "/restapis/{id}/stages",
            "GetStages",
            call -> call.json(200, stages(apis.get(call.label("id")))))
        .route(
            "GET",
            "/restapis/{id}/stages/{stage}",
            "GetStage",
            call -> call.json(200, stage(find(apis.get(call.label("id")), call.label("stage")))))
        .route(
            "GET",
            "/restapis/{id}/resources",
            "GetResources",
            call -> call.json(200, resources(apis.get(call.label("id")))))
        .build();
  }

  private static ObjectNode all(RestApis apis) {
    ObjectNode answer = Trees.object();
    ArrayNode items = answer.putArray("item");
    apis.all().forEach(api -> items.add(api(api)));
    return answer;
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
      throw new AwsError(404, "NotFoundException", "Invalid stage identifier specified");
    }
    return stage;
  }

  private static ObjectNode stages(RestApi api) {
    ObjectNode answer = Trees.object();
    ArrayNode items = answer.putArray("item");
    api.stages().values().stream()
        .sorted(Comparator.comparing(ApiStage::name))
        .forEach(stage -> items.add(stage(stage)));
    return answer;
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

  private static ObjectNode resources(RestApi api) {
    ObjectNode answer = Trees.object();
    ArrayNode items = answer.putArray("item");
    api.resources().values().stream()
        .sorted(Comparator.comparing(ApiResource::path))
        .forEach(resource -> items.add(resource(resource)));
    return answer;
  }

  private static ObjectNode resource(ApiResource resource) {
    ObjectNode node = Trees.object();
    node.put("id", resource.id());
    node.put("path", resource.path());
    if (!resource.parentId().isEmpty()) {
      node.put("parentId", resource.parentId());
      node.put("pathPart", resource.pathPart());
    }
    ObjectNode methods = node.putObject("resourceMethods");
    resource.methods().keySet().forEach(methods::putObject);
    return node;
  }
}
