package dev.sundial.local.apigateway;

import dev.sundial.local.apigateway.RestApi.ApiResource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The resource and method a request goes to. A literal path part is preferred to a parameter, and
 * that to a greedy one, as API Gateway does.
 *
 * @param resource the matched resource
 * @param functionArn what its method calls
 * @param authorization who may call it
 * @param authorizer who says so, where it is {@link Authorization#CUSTOM}
 * @param parameters path parameters, still percent-encoded
 */
record Route(
    ApiResource resource,
    String functionArn,
    Authorization authorization,
    Optional<String> authorizer,
    Map<String, String> parameters) {

  /** What {@code ANY} stands for. */
  private static final Set<String> METHODS =
      Set.of("DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT");

  static Optional<Route> find(Map<String, ApiResource> resources, String method, String rawPath) {
    List<String> path = parts(rawPath);
    return resources.values().stream()
        .sorted(Comparator.comparing(Route::rank))
        .flatMap(resource -> match(resource, path).stream().map(p -> Map.entry(resource, p)))
        .findFirst()
        .flatMap(
            found ->
                declared(found.getKey(), method)
                    .map(declared -> of(found.getKey(), declared, found.getValue())));
  }

  private static Route of(ApiResource resource, String method, Map<String, String> parameters) {
    String function = resource.methods().getOrDefault(method, "");
    return new Route(
        resource,
        function,
        resource.authorization(method),
        resource.authorizer(method),
        parameters);
  }

  /** The method as the template names it. */
  private static Optional<String> declared(ApiResource resource, String method) {
    return METHODS.contains(method)
        ? Stream.of(method, "ANY").filter(resource.methods()::containsKey).findFirst()
        : Optional.empty();
  }

  /** Sorts literal parts before parameters before greedy ones, part by part. */
  private static String rank(ApiResource resource) {
    StringBuilder rank = new StringBuilder();
    for (String part : parts(resource.path())) {
      rank.append(part.endsWith("+}") ? '2' : part.startsWith("{") ? '1' : '0');
    }
    return rank.toString();
  }

  private static Optional<Map<String, String>> match(ApiResource resource, List<String> path) {
    List<String> template = parts(resource.path());
    Map<String, String> parameters = new LinkedHashMap<>();
    for (int i = 0; i < template.size(); i++) {
      String part = template.get(i);
      if (i >= path.size()) {
        return Optional.empty();
      }
      if (part.endsWith("+}")) {
        parameters.put(
            part.substring(1, part.length() - 2), String.join("/", path.subList(i, path.size())));
        return Optional.of(parameters);
      }
      if (part.startsWith("{")) {
        parameters.put(part.substring(1, part.length() - 1), path.get(i));
      } else if (!part.equals(path.get(i))) {
        return Optional.empty();
      }
    }
    return template.size() == path.size() ? Optional.of(parameters) : Optional.empty();
  }

  private static List<String> parts(String path) {
    List<String> parts = new ArrayList<>(List.of(path.substring(1).split("/", -1)));
    if (parts.getLast().isEmpty()) {
      parts.removeLast();
    }
    return parts;
  }
}
