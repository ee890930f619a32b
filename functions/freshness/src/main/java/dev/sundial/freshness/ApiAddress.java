package dev.sundial.freshness;

import dev.sundial.naming.ModelName;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the stage's API answers.
 *
 * @param base ends in a slash
 * @param region that signatures name
 */
record ApiAddress(URI base, String region) {

  ApiAddress {
    if (base.getHost() == null || !base.getPath().endsWith("/")) {
      throw new IllegalArgumentException("must be an address that ends in a slash, was " + base);
    }
  }

  /**
   * The address, or, as the SDK's clients do it, its path on the endpoint that {@code
   * AWS_ENDPOINT_URL_EXECUTE_API} or else {@code AWS_ENDPOINT_URL} gives.
   *
   * @param region null when unknown, which another problem tells
   */
  static ApiAddress of(String url, @Nullable String region, Map<String, String> environment) {
    URI base = onEndpoint(URI.create(url), "AWS_ENDPOINT_URL_EXECUTE_API", environment);
    return new ApiAddress(base, region == null ? "" : region);
  }

  /**
   * An address of a service, or its path on the endpoint that the environment gives for it.
   *
   * @param variable that gives one for this service alone
   */
  static URI onEndpoint(URI own, String variable, Map<String, String> environment) {
    String given =
        environment.getOrDefault(variable, environment.getOrDefault("AWS_ENDPOINT_URL", ""));
    if (given.isEmpty()) {
      return own;
    }
    String query = own.getRawQuery() == null ? "" : "?" + own.getRawQuery();
    return URI.create(
        (given.endsWith("/") ? given.substring(0, given.length() - 1) : given)
            + own.getRawPath()
            + query);
  }

  URI predict(ModelName model) {
    return base.resolve("models/" + model + "/predict");
  }
}
