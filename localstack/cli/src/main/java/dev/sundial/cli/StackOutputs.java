package dev.sundial.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/**
 * Reads a stack's outputs: CloudFormation's {@code DescribeStacks}, the one operation of it that is
 * needed here, signed with the SDK's own signer.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeStacks.html">DescribeStacks</a>
 */
record StackOutputs(URI endpoint, AwsCredentialsProvider keys, Region region) {

  /** In the caller's own account and region, at {@code AWS_ENDPOINT_URL} when that is set. */
  static StackOutputs ofAccount() {
    Region region = DefaultAwsRegionProviderChain.builder().build().getRegion();
    String endpoint = System.getenv("AWS_ENDPOINT_URL");
    return new StackOutputs(
        URI.create(
            endpoint == null || endpoint.isBlank()
                ? "https://cloudformation." + region.id() + ".amazonaws.com"
                : endpoint),
        DefaultCredentialsProvider.builder().build(),
        region);
  }

  /**
   * @throws VerbFailed when CloudFormation refuses, as it does when there is no such stack
   */
  Map<String, String> of(String stack) throws IOException {
    String form =
        "Action=DescribeStacks&Version=2010-05-15&StackName="
            + URLEncoder.encode(stack, StandardCharsets.UTF_8);
    SignedRequest signed = sign(form);
    try (SdkHttpClient http = UrlConnectionHttpClient.create()) {
      HttpExecuteResponse answer =
          http.prepareRequest(
                  HttpExecuteRequest.builder()
                      .request(signed.request())
                      .contentStreamProvider(signed.payload().orElseThrow())
                      .build())
              .call();
      try (InputStream body =
          answer.responseBody().map(in -> (InputStream) in).orElse(InputStream.nullInputStream())) {
        return read(body, answer.httpResponse().isSuccessful());
      }
    }
  }

  private SignedRequest sign(String form) {
    SdkHttpRequest request =
        SdkHttpRequest.builder()
            .uri(endpoint)
            .encodedPath("/")
            .method(SdkHttpMethod.POST)
            .putHeader("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
            .build();
    AwsCredentialsIdentity identity = keys.resolveIdentity().join();
    return AwsV4HttpSigner.create()
        .sign(
            r ->
                r.identity(identity)
                    .request(request)
                    .payload(ContentStreamProvider.fromUtf8String(form))
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "cloudformation")
                    .putProperty(AwsV4HttpSigner.REGION_NAME, region.id()));
  }

  private static Map<String, String> read(InputStream xml, boolean success) throws IOException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    Map<String, String> outputs = new LinkedHashMap<>();
    String key = "";
    try {
      XMLStreamReader reader = factory.createXMLStreamReader(xml);
      while (reader.hasNext()) {
        if (reader.next() == XMLStreamReader.START_ELEMENT) {
          switch (reader.getLocalName()) {
            case "OutputKey" -> key = reader.getElementText();
            case "OutputValue" -> outputs.put(key, reader.getElementText());
            case "Message" -> {
              if (!success) {
                throw new VerbFailed("the stage is not deployed: " + reader.getElementText());
              }
            }
            default -> {
              // The rest of the answer is not needed.
            }
          }
        }
      }
      return outputs;
    } catch (XMLStreamException e) {
      throw new IOException("CloudFormation did not answer in XML: " + e.getMessage(), e);
    }
  }
}
