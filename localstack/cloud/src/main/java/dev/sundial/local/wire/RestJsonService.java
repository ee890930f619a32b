package dev.sundial.local.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.endpoint.AwsRequest;
import dev.sundial.local.endpoint.AwsResponse;
import dev.sundial.local.endpoint.AwsService;
import dev.sundial.local.endpoint.Headers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A service of the REST-JSON protocol: method and path name the operation.
 *
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html">AWS REST JSON
 *     1</a>
 */
public final class RestJsonService implements AwsService {
  /** What presigned requests have in their queries. */
  private static final Pattern OF_A_SIGNATURE =
      Pattern.compile("X-Amz-.+", Pattern.CASE_INSENSITIVE);

  private final String signingName;
  private final List<Route> routes;

  /** What a route does. */
  @FunctionalInterface
  public interface RestOperation {
    AwsResponse apply(RestCall call) throws Exception;
  }

  /**
   * @param parameters names in the query that it reads
   */
  private record Route(
      String method,
      List<String> path,
      String operation,
      RestOperation does,
      Set<String> parameters) {}

  /** Collects the routes; the first that matches is taken. */
  public static final class Builder {
    private final String signingName;
    private final List<Route> routes = new ArrayList<>();

    private Builder(String signingName) {
      this.signingName = signingName;
    }

    /**
     * @param path such as {@code /schedules/{Name}}; a label matches one segment, percent-encoded
     *     slashes included
     * @param parameters names in the query that it reads; a request with any other is refused by
     *     its name, since ignoring it would be a silent difference from AWS
     */
    public Builder route(
        String method, String path, String operation, RestOperation does, String... parameters) {
      routes.add(new Route(method, RestCall.segments(path), operation, does, Set.of(parameters)));
      return this;
    }

    /** An operation of AWS that is not implemented here, so that the refusal says so. */
    public Builder refuse(String method, String path, String operation) {
      RestOperation refusal =
          call -> {
            throw new AwsError(
                400, "UnsupportedOperation", "The local cloud does not implement " + operation);
          };
      return route(method, path, operation, refusal);
    }

    public RestJsonService build() {
      return new RestJsonService(signingName, routes);
    }
  }

  private RestJsonService(String signingName, List<Route> routes) {
    this.signingName = signingName;
    this.routes = List.copyOf(routes);
  }

  public static Builder named(String signingName) {
    return new Builder(signingName);
  }

  @Override
  public String signingName() {
    return signingName;
  }

  @Override
  public String operationOf(AwsRequest request) {
    return find(request).map(Route::operation).orElse("Unknown");
  }

  @Override
  public AwsResponse serve(AwsRequest request) throws Exception {
    Route route =
        find(request)
            .orElseThrow(
                () ->
                    new AwsError(
                        404,
                        "UnknownOperationException",
                        signingName
                            + " has no operation "
                            + request.method()
                            + " "
                            + request.rawPath()));
    RestCall call = new RestCall(request, labels(route, RestCall.segments(request.rawPath())));
    refuseOthers(route, request);
    return route.does().apply(call);
  }

  private static void refuseOthers(Route route, AwsRequest request) {
    for (String parameter : request.query().values().keySet()) {
      if (!route.parameters().contains(parameter) && !OF_A_SIGNATURE.matcher(parameter).matches()) {
        throw AwsError.validation(
            "The local cloud does not implement " + route.operation() + "." + parameter);
      }
    }
  }

  @Override
  public AwsResponse render(AwsRequest request, AwsError error) {
    ObjectNode body = Trees.object();
    body.put("Type", error.status() < 500 ? "User" : "Service");
    body.put("message", error.text());
    body.put("Message", error.text());
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", "application/json");
    headers.put("x-amzn-RequestId", request.id());
    headers.put("x-amzn-ErrorType", error.code());
    return new AwsResponse(
        error.status(), Headers.of(headers), new AwsResponse.Body.Bytes(Trees.bytes(body)));
  }

  private Optional<Route> find(AwsRequest request) {
    List<String> path = RestCall.segments(request.rawPath());
    return routes.stream()
        .filter(route -> route.method().equals(request.method()) && matches(route.path(), path))
        .findFirst();
  }

  private static boolean matches(List<String> template, List<String> path) {
    if (template.size() != path.size()) {
      return false;
    }
    for (int i = 0; i < template.size(); i++) {
      if (!isLabel(template.get(i)) && !template.get(i).equals(path.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static Map<String, String> labels(Route route, List<String> path) {
    Map<String, String> labels = new LinkedHashMap<>();
    for (int i = 0; i < path.size(); i++) {
      String segment = route.path().get(i);
      if (isLabel(segment)) {
        labels.put(segment.substring(1, segment.length() - 1), RestCall.decode(path.get(i)));
      }
    }
    return labels;
  }

  private static boolean isLabel(String segment) {
    return segment.startsWith("{");
  }
}
