package dev.sundial.local.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.endpoint.AwsResponse;
import dev.sundial.local.wire.Operations;
import dev.sundial.local.wire.RestCall;
import dev.sundial.local.wire.RestJsonService;
import dev.sundial.local.wire.Trees;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** The operations that read and change functions, versions, aliases and their settings. */
final class FunctionOperations {
  private static final String FUNCTIONS = "/2015-03-31/functions";
  private static final int MOST_LISTED = 10_000;
  private static final String FUNCTION = FUNCTIONS + "/{FunctionName}";
  private static final String CONCURRENCY = "/2017-10-31/functions/{FunctionName}/concurrency";
  private static final String READ_CONCURRENCY = "/2019-09-30/functions/{FunctionName}/concurrency";
  private static final String INVOKE_CONFIG =
      "/2019-09-25/functions/{FunctionName}/event-invoke-config";

  private final Functions functions;
  private final DestinationArn arns;
  private final Clock clock;

  FunctionOperations(Functions functions, DestinationArn arns, Clock clock) {
    this.functions = functions;
    this.arns = arns;
    this.clock = clock;
  }

  void route(RestJsonService.Builder routes) {
    routes
        .route(
            "GET",
            FUNCTIONS,
            "ListFunctions",
            this::listFunctions,
            "FunctionVersion",
            "Marker",
            "MaxItems")
        .route("GET", FUNCTION, "GetFunction", this::getFunction, "Qualifier")
        .route("DELETE", FUNCTION, "DeleteFunction", this::deleteFunction, "Qualifier")
        .route(
            "GET",
            FUNCTION + "/configuration",
            "GetFunctionConfiguration",
            this::getConfiguration,
            "Qualifier")
        .route("PUT", FUNCTION + "/configuration", "UpdateFunctionConfiguration", this::update)
        .route(
            "GET",
            FUNCTION + "/versions",
            "ListVersionsByFunction",
            this::listVersions,
            "Marker",
            "MaxItems")
        .route("POST", FUNCTION + "/versions", "PublishVersion", this::publish)
        .route(
            "GET",
            FUNCTION + "/aliases",
            "ListAliases",
            this::listAliases,
            "FunctionVersion",
            "Marker",
            "MaxItems")
        .route("GET", FUNCTION + "/aliases/{Name}", "GetAlias", this::getAlias)
        .route("GET", FUNCTION + "/policy", "GetPolicy", this::getPolicy, "Qualifier")
        .route("GET", READ_CONCURRENCY, "GetFunctionConcurrency", this::getConcurrency)
        .route("PUT", CONCURRENCY, "PutFunctionConcurrency", this::putConcurrency)
        .route("DELETE", CONCURRENCY, "DeleteFunctionConcurrency", this::deleteConcurrency)
        .route(
            "GET",
            INVOKE_CONFIG,
            "GetFunctionEventInvokeConfig",
            this::getInvokeConfig,
            "Qualifier")
        .route(
            "PUT",
            INVOKE_CONFIG,
            "PutFunctionEventInvokeConfig",
            this::putInvokeConfig,
            "Qualifier")
        .route(
            "POST",
            INVOKE_CONFIG,
            "UpdateFunctionEventInvokeConfig",
            this::changeInvokeConfig,
            "Qualifier")
        .route(
            "DELETE",
            INVOKE_CONFIG,
            "DeleteFunctionEventInvokeConfig",
            this::dropInvokeConfig,
            "Qualifier")
        .route(
            "GET",
            INVOKE_CONFIG + "/list",
            "ListFunctionEventInvokeConfigs",
            this::listInvokeConfigs,
            "Marker",
            "MaxItems")
        .route("GET", "/2017-03-31/tags/{Resource}", "ListTags", this::listTags);
  }

  private AwsResponse listFunctions(RestCall call) {
    String versions = call.query("FunctionVersion", "");
    if (!versions.isEmpty() && !versions.equals("ALL")) {
      throw invalid("FunctionVersion must be ALL, was " + versions);
    }
    boolean all = !versions.isEmpty();
    List<JsonNode> shapes = new ArrayList<>();
    for (FunctionState state : functions.all()) {
      for (FunctionVersion version : all ? state.allVersions() : List.of(state.latest())) {
        shapes.add(FunctionShapes.configuration(version, all ? version.version() : ""));
      }
    }
    return page(call, "Functions", shapes);
  }

  private AwsResponse getFunction(RestCall call) {
    FunctionRef ref = ref(call);
    ObjectNode node = Trees.object();
    node.set(
        "Configuration", FunctionShapes.configuration(functions.version(ref), ref.qualifier()));
    node.putObject("Code").put("RepositoryType", "S3");
    Integer reserved = functions.get(ref).reservedConcurrency();
    if (reserved != null) {
      node.putObject("Concurrency").put("ReservedConcurrentExecutions", reserved);
    }
    return call.json(200, node);
  }

  private AwsResponse getConfiguration(RestCall call) {
    FunctionRef ref = ref(call);
    return call.json(200, FunctionShapes.configuration(functions.version(ref), ref.qualifier()));
  }

  private AwsResponse update(RestCall call) {
    FunctionRef ref = ref(call);
    FunctionSettings before = functions.get(ref).latest().settings();
    FunctionSettings after = SettingsChange.apply(before, call.body());
    return call.json(
        200, FunctionShapes.configuration(functions.put(ref.name(), after).latest(), ""));
  }

  private AwsResponse deleteFunction(RestCall call) {
    FunctionRef ref = ref(call);
    FunctionState state = functions.get(ref);
    if (ref.qualifier().isEmpty()) {
      functions.delete(ref.name());
    } else if (!state.versions().containsKey(ref.qualifier())) {
      throw invalid("Only a published version can be deleted, not " + ref.qualifier());
    } else if (state.aliases().values().stream()
        .anyMatch(alias -> alias.version().equals(ref.qualifier()))) {
      throw new AwsError(
          409, "ResourceConflictException", "Version " + ref.qualifier() + " has an alias");
    } else {
      functions.deleteVersion(ref.name(), ref.qualifier());
    }
    return call.empty(204);
  }

  private AwsResponse listVersions(RestCall call) {
    List<JsonNode> shapes = new ArrayList<>();
    for (FunctionVersion version : functions.get(ref(call)).allVersions()) {
      shapes.add(FunctionShapes.configuration(version, version.version()));
    }
    return page(call, "Versions", shapes);
  }

  private AwsResponse publish(RestCall call) {
    FunctionRef ref = ref(call);
    ObjectNode body = call.body();
    Operations.refuseOthers("PublishVersion", body, Set.of("CodeSha256"));
    String code = functions.get(ref).latest().settings().codeSha256();
    String wanted = Trees.text(body, "CodeSha256", "");
    if (!wanted.isEmpty() && !wanted.equals(code)) {
      throw invalid(
          "CodeSHA256 ("
              + wanted
              + ") is different from current CodeSHA256 in $LATEST ("
              + code
              + ").");
    }
    try {
      FunctionVersion version = functions.publish(ref.name(), "");
      return call.json(201, FunctionShapes.configuration(version, version.version()));
    } catch (PublishException e) {
      throw new AwsError(400, "SnapStartException", String.valueOf(e.getMessage()));
    }
  }

  private AwsResponse listAliases(RestCall call) {
    FunctionRef ref = ref(call);
    String wanted = call.query("FunctionVersion", "");
    List<JsonNode> shapes = new ArrayList<>();
    new TreeMap<>(functions.get(ref).aliases())
        .values().stream()
            .filter(alias -> wanted.isEmpty() || alias.version().equals(wanted))
            .forEach(alias -> shapes.add(FunctionShapes.alias(ref.name(), alias)));
    return page(call, "Aliases", shapes);
  }

  private AwsResponse getAlias(RestCall call) {
    FunctionRef ref = ref(call);
    String name = call.label("Name");
    FunctionAlias alias = functions.get(ref).aliases().get(name);
    if (alias == null) {
      throw new AwsError(
          404,
          "ResourceNotFoundException",
          "Cannot find alias arn: " + FunctionVersion.arn(ref.name()) + ":" + name);
    }
    return call.json(200, FunctionShapes.alias(ref.name(), alias));
  }

  private AwsResponse getPolicy(RestCall call) {
    FunctionRef ref = ref(call);
    FunctionState state = functions.get(ref);
    List<PolicyStatement> statements =
        state.policy().stream().filter(it -> it.qualifier().equals(ref.qualifier())).toList();
    if (statements.isEmpty()) {
      throw new AwsError(
          404, "ResourceNotFoundException", "No policy is associated with the given resource.");
    }
    ObjectNode node = Trees.object();
    node.put("Policy", FunctionShapes.policy(ref.name(), ref.qualifier(), statements));
    node.put("RevisionId", state.latest().revision());
    return call.json(200, node);
  }

  private AwsResponse getConcurrency(RestCall call) {
    ObjectNode node = Trees.object();
    Integer reserved = functions.get(ref(call)).reservedConcurrency();
    if (reserved != null) {
      node.put("ReservedConcurrentExecutions", reserved);
    }
    return call.json(200, node);
  }

  private AwsResponse putConcurrency(RestCall call) {
    ObjectNode body = call.body();
    Operations.refuseOthers("PutFunctionConcurrency", body, Set.of("ReservedConcurrentExecutions"));
    Integer most = integer(body, "ReservedConcurrentExecutions", it -> it >= 0 && it <= 1000);
    if (most == null) {
      throw invalid("ReservedConcurrentExecutions is required");
    }
    functions.reserveConcurrency(ref(call).name(), most);
    return call.json(200, Trees.object().put("ReservedConcurrentExecutions", most));
  }

  private AwsResponse deleteConcurrency(RestCall call) {
    functions.reserveConcurrency(ref(call).name(), null);
    return call.empty(204);
  }

  private AwsResponse getInvokeConfig(RestCall call) {
    FunctionRef ref = ref(call);
    return call.json(200, FunctionShapes.invokeConfig(ref, config(ref)));
  }

  private AwsResponse putInvokeConfig(RestCall call) {
    FunctionRef ref = ref(call);
    ObjectNode body = invokeConfig(call);
    EventInvokeConfig config =
        new EventInvokeConfig(
            retries(body),
            age(body),
            destination(body, "OnSuccess"),
            destination(body, "OnFailure"),
            clock.instant());
    functions.putInvokeConfig(ref, config);
    return call.json(200, FunctionShapes.invokeConfig(ref, config));
  }

  private static ObjectNode invokeConfig(RestCall call) {
    ObjectNode body = call.body();
    Operations.refuseOthers(
        "EventInvokeConfig",
        body,
        Set.of("MaximumRetryAttempts", "MaximumEventAgeInSeconds", "DestinationConfig"));
    return body;
  }

  private AwsResponse changeInvokeConfig(RestCall call) {
    FunctionRef ref = ref(call);
    EventInvokeConfig before = config(ref);
    ObjectNode body = invokeConfig(call);
    boolean destinations = body.hasNonNull("DestinationConfig");
    Integer retries = retries(body);
    Integer age = age(body);
    EventInvokeConfig config =
        new EventInvokeConfig(
            retries == null ? before.maximumRetryAttempts() : retries,
            age == null ? before.maximumEventAgeSeconds() : age,
            destinations ? destination(body, "OnSuccess") : before.onSuccess(),
            destinations ? destination(body, "OnFailure") : before.onFailure(),
            clock.instant());
    functions.putInvokeConfig(ref, config);
    return call.json(200, FunctionShapes.invokeConfig(ref, config));
  }

  private AwsResponse dropInvokeConfig(RestCall call) {
    FunctionRef ref = ref(call);
    config(ref);
    functions.deleteInvokeConfig(ref);
    return call.empty(204);
  }

  private AwsResponse listInvokeConfigs(RestCall call) {
    FunctionRef ref = ref(call);
    List<JsonNode> shapes = new ArrayList<>();
    new TreeMap<>(functions.get(ref).invokeConfigs())
        .forEach(
            (qualifier, config) ->
                shapes.add(
                    FunctionShapes.invokeConfig(new FunctionRef(ref.name(), qualifier), config)));
    return page(call, "FunctionEventInvokeConfigs", shapes);
  }

  private EventInvokeConfig config(FunctionRef ref) {
    functions.version(ref);
    EventInvokeConfig config = functions.get(ref).invokeConfigs().get(ref.qualifierOrLatest());
    if (config == null) {
      throw new AwsError(
          404,
          "ResourceNotFoundException",
          "The function " + ref.arn() + " doesn't have an EventInvokeConfig");
    }
    return config;
  }

  private static @Nullable Integer retries(ObjectNode body) {
    return integer(
        body, "MaximumRetryAttempts", it -> it >= 0 && it <= EventInvokeConfig.MOST_RETRIES);
  }

  private static @Nullable Integer age(ObjectNode body) {
    return integer(
        body,
        "MaximumEventAgeInSeconds",
        it ->
            it >= EventInvokeConfig.YOUNGEST_LIMIT_SECONDS
                && it <= EventInvokeConfig.OLDEST_LIMIT_SECONDS);
  }

  private static @Nullable Integer integer(ObjectNode body, String name, IntPredicate allowed) {
    JsonNode value = body.get(name);
    if (value == null || value.isNull()) {
      return null;
    }
    if (!value.canConvertToInt() || !value.isIntegralNumber() || !allowed.test(value.intValue())) {
      throw invalid(name + " is out of range: " + value);
    }
    return value.intValue();
  }

  private @Nullable String destination(ObjectNode body, String when) {
    String arn = body.path("DestinationConfig").path(when).path("Destination").asText("");
    if (arn.isEmpty()) {
      return null;
    }
    if (!arns.isSupported(arn)) {
      throw invalid("The provided destination config DestinationConfig is invalid: " + arn);
    }
    return arn;
  }

  private static AwsError invalid(String message) {
    return new AwsError(400, "InvalidParameterValueException", message);
  }

  private static FunctionRef ref(RestCall call) {
    return FunctionRef.parse(call.label("FunctionName"), call.query("Qualifier", ""));
  }

  /** Templates give functions no tags here: {@code Tags} is refused at deploy. */
  private AwsResponse listTags(RestCall call) {
    String arn = call.label("Resource");
    if (!arn.startsWith(FunctionVersion.arn(""))) {
      throw invalid("Not the ARN of a function: " + arn);
    }
    FunctionRef ref = FunctionRef.parse(arn, "");
    if (!ref.qualifier().isEmpty()) {
      throw invalid("Tags on function aliases and versions are not supported.");
    }
    functions.get(ref);
    ObjectNode node = Trees.object();
    node.putObject("Tags");
    return call.json(200, node);
  }

  private static AwsResponse page(RestCall call, String name, List<JsonNode> shapes) {
    int from = number(call.query("Marker", "0"), 0, Integer.MAX_VALUE);
    int most = number(call.query("MaxItems", "" + MOST_LISTED), 1, MOST_LISTED);
    ObjectNode node = Trees.object();
    shapes.stream().skip(from).limit(most).forEach(node.putArray(name)::add);
    if (from + most < shapes.size()) {
      node.put("NextMarker", String.valueOf(from + most));
    }
    return call.json(200, node);
  }

  private static int number(String text, int least, int most) {
    try {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Refused below, as a number out of range is.
    }
    throw invalid("Not a number from " + least + " to " + most + ": " + text);
  }
}
