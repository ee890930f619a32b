package dev.sundial.lean;

import java.net.URI;
import java.util.Map;
import software.amazon.awssdk.utils.http.SdkHttpUtils;

/**
 * Where the services answer: {@code AWS_ENDPOINT_URL_{SERVICE}}, else {@code AWS_ENDPOINT_URL},
 * else the region's own. A given endpoint takes buckets in the path, the region's in the host.
 */
public final class Endpoints {
  private final Map<String, String> environment;
  private final String region;

  /**
   * @param environment of the function; it must name {@code AWS_REGION}
   */
  public Endpoints(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
    this.region = environment.getOrDefault("AWS_REGION", "");
    if (region.isEmpty()) {
      throw new IllegalArgumentException("AWS_REGION is missing");
    }
  }

  /** The region that signatures name. */
  public String region() {
    return region;
  }

  URI dynamoDb() {
    String given = given("DYNAMODB");
    return URI.create(given.isEmpty() ? "https://dynamodb." + suffix() + "/" : given + "/");
  }

  /** An object's address, its key percent-encoded. */
  URI object(String bucket, String key) {
    String path = SdkHttpUtils.urlEncodeIgnoreSlashes(key);
    String given = given("S3");
    return URI.create(
        given.isEmpty()
            ? "https://" + bucket + ".s3." + suffix() + "/" + path
            : given + "/" + bucket + "/" + path);
  }

  private String given(String service) {
    String url =
        environment.getOrDefault(
            "AWS_ENDPOINT_URL_" + service, environment.getOrDefault("AWS_ENDPOINT_URL", ""));
    return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }

  private String suffix() {
    return region + (region.startsWith("cn-") ? ".amazonaws.com.cn" : ".amazonaws.com");
  }
}
