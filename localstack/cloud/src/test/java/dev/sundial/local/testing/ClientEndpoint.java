package dev.sundial.local.testing;

import dev.sundial.local.endpoint.AwsResponse;
import dev.sundial.local.endpoint.AwsService;
import dev.sundial.local.endpoint.Endpoint;
import dev.sundial.local.endpoint.Gate;
import dev.sundial.local.fault.Faults;
import java.net.URI;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;

/** An endpoint on a free port, and real SDK clients for it. */
public final class ClientEndpoint implements AutoCloseable {
  private final Endpoint endpoint;

  public ClientEndpoint(AwsService... services) throws Exception {
    endpoint =
        new Endpoint(
            0,
            List.of(services),
            key -> null,
            new Faults(),
            Gate.open(),
            request -> AwsResponse.of(404, "text/plain", "no page"));
    endpoint.start();
  }

  public URI uri() {
    return URI.create("http://127.0.0.1:" + endpoint.port());
  }

  /** The client of a builder such as {@code SqsClient.builder()}. */
  public <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(B builder) {
    return builder
        .endpointOverride(uri())
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
        .httpClient(UrlConnectionHttpClient.create())
        .build();
  }

  @Override
  public void close() throws Exception {
    endpoint.close();
  }
}
