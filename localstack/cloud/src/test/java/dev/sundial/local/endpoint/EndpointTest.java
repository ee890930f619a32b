package dev.sundial.local.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sundial.local.fault.Fault;
import dev.sundial.local.fault.Faults;
import dev.sundial.local.wire.ModeledService;
import dev.sundial.local.wire.Operation;
import dev.sundial.local.wire.Trees;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EndpointTest {
  private static final String SCOPE = "/20261120/us-east-1/%s/aws4_request";

  private final Faults faults = new Faults();
  private final AtomicInteger served = new AtomicInteger();
  private final RunningFunction function = new RunningFunction();
  private final HttpClient client = HttpClient.newHttpClient();
  private Endpoint endpoint;

  /** A function whose calls are written down. */
  private static final class RunningFunction implements FunctionCaller {
    private final List<String> calls = new ArrayList<>();
    private boolean killed;

    @Override
    public String functionName() {
      return "trainer";
    }

    @Override
    public synchronized int begin(String service, String operation) {
      calls.add(service + ":" + operation);
      return calls.size();
    }

    @Override
    public synchronized void end(int number, int status) {
      calls.set(number - 1, calls.get(number - 1) + "=" + status);
    }

    @Override
    public synchronized void kill() {
      killed = true;
    }
  }

  @BeforeEach
  void start() throws Exception {
    Operation echo =
        (input, request) -> {
          served.incrementAndGet();
          ObjectNode output = Trees.object();
          output.set("Got", input);
          return output;
        };
    Operation refuse =
        (input, request) -> {
          throw AwsError.validation("Name must be <given> & \"quoted\"");
        };
    endpoint =
        new Endpoint(
            0,
            List.of(new ModeledService("sqs", "urn:x", Map.of("Echo", echo, "Refuse", refuse))),
            key -> key.equals("FUNCTION") ? function : null,
            faults,
            Gate.open(),
            request -> AwsResponse.of(200, "text/plain", "page " + request.rawPath()));
    endpoint.start();
  }

  @AfterEach
  void stop() throws Exception {
    endpoint.close();
    client.close();
  }

  private HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + endpoint.port() + path));
  }

  private HttpRequest.Builder signed(String key, String service) {
    return to("/")
        .header("Authorization", "AWS4-HMAC-SHA256 Credential=" + key + SCOPE.formatted(service));
  }

  private HttpResponse<String> json(String key, String operation, String body) throws Exception {
    return client.send(
        signed(key, "sqs")
            .header("X-Amz-Target", "AmazonSQS." + operation)
            .header("Content-Type", "application/x-amz-json-1.0")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> form(String body) throws Exception {
    return client.send(
        signed("admin", "sqs")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private void plant(Fault.Mode mode) {
    faults.plant(
        new Fault(
            "sqs",
            "Echo",
            Optional.of("trainer"),
            Optional.empty(),
            mode,
            Duration.ZERO,
            Optional.of(1),
            1,
            3));
  }

  @Test
  void answersAwsJsonInTheVersionItWasAsked() throws Exception {
    HttpResponse<String> answer = json("admin", "Echo", "{\"A\":1}");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"Got\":{\"A\":1}}");
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/x-amz-json-1.0");
  }

  @Test
  void answersTheQueryProtocolInXml() throws Exception {
    HttpResponse<String> answer =
        form("Action=Echo&Version=1&L.member.2=b&L.member.1=a&O.Name=%3Cx%3E");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .contains(
            "<EchoResponse xmlns=\"urn:x\"><EchoResult><Got><L><member>a</member><member>b</member></L>"
                + "<O><Name>&lt;x&gt;</Name></O></Got></EchoResult>");
  }

  @Test
  void rendersAnErrorInTheProtocolOfTheRequest() throws Exception {
    HttpResponse<String> json = json("admin", "Refuse", "{}");
    HttpResponse<String> xml = form("Action=Refuse");

    assertThat(json.statusCode()).isEqualTo(400);
    assertThat(json.body())
        .contains("\"__type\":\"ValidationException\"")
        .contains("& \\\"quoted\\\"");
    assertThat(xml.statusCode()).isEqualTo(400);
    assertThat(xml.body())
        .contains("<Type>Sender</Type><Code>ValidationException</Code>")
        .contains("&lt;given&gt; &amp;");
  }

  @Test
  void refusesAnOperationItDoesNotHaveAndABodyThatIsNotJson() throws Exception {
    assertThat(json("admin", "Nope", "{}").body()).contains("UnknownOperationException");
    assertThat(form("Action=Nope").body()).contains("<Code>InvalidAction</Code>");
    assertThat(json("admin", "Echo", "{").body()).contains("SerializationException");
  }

  @Test
  void namesAServiceItDoesNotHave() throws Exception {
    HttpResponse<String> answer =
        client.send(signed("admin", "kinesis").GET().build(), HttpResponse.BodyHandlers.ofString());

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("kinesis");
  }

  @Test
  void refusesARequestThatIsSignedForAnotherRegion() throws Exception {
    HttpRequest.Builder elsewhere =
        to("/")
            .header(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=a/20261120/eu-west-1/sqs/aws4_request")
            .POST(HttpRequest.BodyPublishers.ofString("Action=Echo"));

    HttpResponse<String> query =
        client.send(elsewhere.build(), HttpResponse.BodyHandlers.ofString());
    assertThat(query.statusCode()).isEqualTo(403);
    assertThat(query.body())
        .contains("<Code>SignatureDoesNotMatch</Code>")
        .contains("the local cloud is us-east-1, not 'eu-west-1'");

    HttpResponse<String> json =
        client.send(
            elsewhere.header("X-Amz-Target", "AmazonSQS.Echo").build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(json.statusCode()).isEqualTo(400);
    assertThat(json.body()).contains("InvalidSignatureException");
    assertThat(served).hasValue(0);
  }

  @Test
  void refusesAnUnsignedRequest() throws Exception {
    HttpResponse<String> answer =
        client.send(to("/").GET().build(), HttpResponse.BodyHandlers.ofString());

    assertThat(answer.statusCode()).isEqualTo(403);
  }

  @Test
  void refusesAForeignHostEvenForAPage() throws Exception {
    assertThat(raw("GET /_sundial/ HTTP/1.1\r\nHost: evil.example\r\n\r\n"))
        .startsWith("HTTP/1.1 403");
    assertThat(raw("GET /_sundial/ HTTP/1.1\r\nHost: 127.0.0.1.evil.example\r\n\r\n"))
        .startsWith("HTTP/1.1 403");
    assertThat(raw("GET /_sundial/ HTTP/1.1\r\nHost: localhost\r\n\r\n"))
        .startsWith("HTTP/1.1 200");
  }

  @Test
  void refusesAForeignOrigin() throws Exception {
    String head =
        "POST /_sundial/clock HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\nOrigin: ";

    assertThat(raw(head + "https://evil.example\r\n\r\n")).startsWith("HTTP/1.1 403");
    assertThat(raw(head + "null\r\n\r\n")).startsWith("HTTP/1.1 403");
    assertThat(raw(head + "http://127.0.0.1:4566\r\n\r\n")).startsWith("HTTP/1.1 200");
  }

  @Test
  void answersWhatIsNotHttpWithoutAPageOfTheServer() throws Exception {
    assertThat(raw("GET / HTTP/9.9\r\n\r\n")).doesNotContain("<html").doesNotContain("Jetty");
  }

  @Test
  void numbersTheCallsOfAFunction() throws Exception {
    json("FUNCTION", "Echo", "{}");
    json("FUNCTION", "Refuse", "{}");
    json("admin", "Echo", "{}");

    assertThat(function.calls).containsExactly("sqs:Echo=200", "sqs:Refuse=400");
  }

  @Test
  void killsBeforeServingAndNothingIsServed() {
    plant(Fault.Mode.KILL_BEFORE);

    assertThatThrownBy(() -> json("FUNCTION", "Echo", "{}")).isInstanceOf(IOException.class);
    assertThat(served).hasValue(0);
    assertThat(function.killed).isTrue();
  }

  @Test
  void killsAfterServingAndNoAnswerLeaves() {
    plant(Fault.Mode.KILL_AFTER);

    assertThatThrownBy(() -> json("FUNCTION", "Echo", "{}")).isInstanceOf(IOException.class);
    assertThat(served).hasValue(1);
    assertThat(function.killed).isTrue();
  }

  @Test
  void dropsAReplyAfterServing() {
    plant(Fault.Mode.DROP_REPLY);

    assertThatThrownBy(() -> json("FUNCTION", "Echo", "{}")).isInstanceOf(IOException.class);
    assertThat(served).hasValue(1);
    assertThat(function.killed).isFalse();
    assertThat(function.calls).containsExactly("sqs:Echo=0");
  }

  @Test
  void throttlesAsTheServiceDoesAndServesNothing() throws Exception {
    plant(Fault.Mode.THROTTLE);

    assertThat(json("FUNCTION", "Echo", "{}").body()).contains("ThrottlingException");
    assertThat(served).hasValue(0);
    assertThat(json("FUNCTION", "Echo", "{}").statusCode()).isEqualTo(200);
  }

  @Test
  void flipsExactlyOneBitOfTheBody() throws Exception {
    byte[] whole =
        json("FUNCTION", "Echo", "{\"A\":\"0123456789\"}")
            .body()
            .getBytes(StandardCharsets.ISO_8859_1);
    plant(Fault.Mode.CORRUPT);
    byte[] flipped =
        client
            .send(
                signed("FUNCTION", "sqs")
                    .header("X-Amz-Target", "AmazonSQS.Echo")
                    .POST(HttpRequest.BodyPublishers.ofString("{\"A\":\"0123456789\"}"))
                    .build(),
                HttpResponse.BodyHandlers.ofByteArray())
            .body();

    int bits = 0;
    for (int i = 0; i < whole.length; i++) {
      bits += Integer.bitCount((whole[i] ^ flipped[i]) & 0xff);
    }
    assertThat(flipped).hasSameSizeAs(whole);
    assertThat(bits).isEqualTo(1);
  }

  private String raw(String request) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", endpoint.port())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }
  }

  @Test
  void refusesAServiceItHasNotInTheProtocolThatWasSpoken() throws Exception {
    HttpResponse<String> query =
        client.send(
            signed("admin", "sns")
                .header("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
                .POST(HttpRequest.BodyPublishers.ofString("Action=ListTopics"))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(query.statusCode()).isEqualTo(400);
    assertThat(query.body())
        .startsWith("<ErrorResponse><Error><Type>Sender</Type><Code>InvalidAction</Code>")
        .contains("<Message>The local cloud has no service sns</Message>");

    HttpResponse<String> json =
        client.send(
            signed("admin", "kms").POST(HttpRequest.BodyPublishers.ofString("{}")).build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(json.statusCode()).isEqualTo(400);
    assertThat(json.body())
        .isEqualTo(
            "{\"__type\":\"UnknownOperationException\",\"message\":\"The local cloud has no service kms\"}");

    HttpResponse<String> xml =
        client.send(signed("admin", "route53").GET().build(), HttpResponse.BodyHandlers.ofString());
    assertThat(xml.statusCode()).isEqualTo(400);
    assertThat(xml.body())
        .startsWith(
            "<ErrorResponse><Error><Type>Sender</Type><Code>UnknownOperationException</Code>");
  }
}
