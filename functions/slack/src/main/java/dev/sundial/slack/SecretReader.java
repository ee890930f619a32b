package dev.sundial.slack;

import java.time.Duration;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

/** Reads a secret's text from Secrets Manager. */
final class SecretReader implements Supplier<String> {
  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final Duration ATTEMPT = Duration.ofSeconds(3);
  private static final Duration TOTAL = Duration.ofSeconds(7);

  private final String name;
  private final SecretsManagerClient client;

  /** Region, credentials and endpoint are the environment's. */
  SecretReader(String name) {
    this(
        name,
        SecretsManagerClient.builder()
            .httpClient(
                UrlConnectionHttpClient.builder()
                    .connectionTimeout(CONNECT)
                    .socketTimeout(ATTEMPT)
                    .build())
            .overrideConfiguration(o -> o.apiCallAttemptTimeout(ATTEMPT).apiCallTimeout(TOTAL))
            .build());
  }

  SecretReader(String name, SecretsManagerClient client) {
    this.name = name;
    this.client = client;
  }

  /**
   * @return empty text when the secret was never given a value
   * @throws DeliveryException when it cannot be read
   */
  @Override
  public String get() {
    try {
      String text = client.getSecretValue(r -> r.secretId(name)).secretString();
      return text == null ? "" : text;
    } catch (ResourceNotFoundException e) {
      return "";
    } catch (SdkServiceException e) {
      throw new DeliveryException(
          "the secret " + name + " cannot be read: " + e.statusCode() + " " + e.getMessage());
    } catch (SdkException e) {
      throw new DeliveryException("the secret " + name + " cannot be read: " + e.getMessage());
    }
  }
}
