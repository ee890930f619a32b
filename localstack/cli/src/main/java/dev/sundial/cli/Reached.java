package dev.sundial.cli;

import dev.sundial.naming.StageName;
import java.net.URI;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/**
 * Where a stage is reached, and with whose keys.
 *
 * @param endpoint of every service; absent for AWS's own
 * @param http with the keys and the region
 */
record Reached(Optional<URI> endpoint, SignedHttp http) {

  /** The local cloud, where any keys are the administrator's. */
  static Reached locally(int port) {
    return new Reached(
        Optional.of(URI.create("http://127.0.0.1:" + port)),
        new SignedHttp(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("sundial", "sundial")),
            Region.US_EAST_1));
  }

  /**
   * With the caller's own AWS configuration.
   *
   * @throws VerbFailed when that names no region or has no keys
   */
  static Reached byAccount(StageName stage) {
    try {
      Region region = DefaultAwsRegionProviderChain.builder().build().getRegion();
      DefaultCredentialsProvider keys = DefaultCredentialsProvider.builder().build();
      keys.resolveCredentials();
      return new Reached(configuredEndpoint(), new SignedHttp(keys, region));
    } catch (SdkClientException e) {
      throw new VerbFailed(
          "stage "
              + stage
              + " is on AWS, and your AWS configuration is not complete (AWS_REGION, AWS_PROFILE or"
              + " keys): "
              + String.valueOf(e.getMessage()).split(" from any of the providers", 2)[0]);
    }
  }

  private static Optional<URI> configuredEndpoint() {
    return Stream.of("AWS_ENDPOINT_URL_CLOUDFORMATION", "AWS_ENDPOINT_URL")
        .flatMap(name -> Optional.ofNullable(System.getenv(name)).stream())
        .filter(url -> !url.isBlank())
        .findFirst()
        .map(URI::create);
  }

  StackOutputs stackOutputs() {
    return new StackOutputs(
        endpoint.orElseGet(
            () -> URI.create("https://cloudformation." + http.region().id() + ".amazonaws.com")),
        http);
  }
}
