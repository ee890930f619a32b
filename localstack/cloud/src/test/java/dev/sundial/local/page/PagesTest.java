package dev.sundial.local.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sundial.local.endpoint.AwsResponse;
import dev.sundial.local.iam.Access;
import dev.sundial.local.iam.Decision;
import dev.sundial.local.iam.Identity;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PagesTest {
  /** Text that would be markup, leave an attribute, turn around or break a page. */
  private static final String HOSTILE =
      "</pre><script>alert(1)</script>\"' onload=x <img src=x onerror=alert(1)>\u0000\u202E&amp;";

  private static final List<String> ALL =
      List.of(
          "/",
          "/resources",
          "/changes",
          "/changes/1",
          "/invocations",
          "/invocations/1",
          "/logs",
          "/logs?group=/aws/lambda/sundial-local-iris-training",
          "/failures",
          "/roles",
          "/refused");

  private final FakeSources fake = new FakeSources();
  private final PageClient client = new PageClient(new Pages(fake.sources()));
  private final Path folder;

  PagesTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private void fill(String text) {
    Instant now = Instant.parse(FakeSources.START);
    fake.deploy(folder, "a value");
    fake.invocations.add(FakeSources.invocation(1, text, text));
    fake.lines.add(new LogSource.Line(now.plusMillis(1), "2026/11/20/[$LATEST]abc", text));
    fake.messages.add(
        new QueueSource.Message("m-1", now, Map.of("ERROR_MESSAGE", text, text, "x"), text));
    fake.timeline.at(now.plusSeconds(60), "schedule", text, () -> {});
    refuse(new Identity.Service(text, text), text);
  }

  private void refuse(Identity who, String text) {
    fake.refusals.note(new Decision.Refused(who, Access.of(text, text), text));
  }

  @Test
  void escapesHostileTextOnEveryPage() throws Exception {
    fill(HOSTILE);
    for (String path : ALL) {
      String html = client.html(path);
      assertThat(html).as(path).doesNotContain("<script", "<img", "\u0000", "\u202E", "style=");
      assertThat(html.replaceAll("&(amp|lt|gt|quot|#39);", "")).as(path).doesNotContain("&");
      assertThat(
              html.replaceAll(
                  "<[a-z0-9]+( [a-z-]+=\"[^\"<>]*\")*>|</[a-z0-9]+>|<!doctype html>", ""))
          .as(path + ": text outside of well-formed tags")
          .doesNotContain("<", ">", "\"", "'");
    }
    assertThat(client.html("/invocations/1")).contains("&lt;script&gt;alert(1)&lt;/script&gt;");
    assertThat(client.html("/failures")).contains("&lt;img src=x onerror=alert(1)&gt;");
    assertThat(client.html("/logs?group=/aws/lambda/sundial-local-iris-training"))
        .contains("&lt;/pre&gt;&lt;script&gt;");
  }

  @Test
  void escapesWhatTheAddressSays() throws Exception {
    fill("x");
    String query = "filter=%22%3E%3Cscript%3Ealert(1)%3C/script%3E";
    String html = client.html("/logs?group=/aws/lambda/sundial-local-iris-training&" + query);
    assertThat(html).doesNotContain("<script").contains("value=\"&quot;&gt;&lt;script&gt;");
    assertThat(client.html("/invocations?function=%3Cscript%3E")).doesNotContain("<script");
  }

  @Test
  void forbidsScriptsAndFramesOnEveryAnswer() throws Exception {
    fill("x");
    for (String path :
        List.of("/", "/resources.json", "/clock", "/faults", "/style.css", "/nope")) {
      AwsResponse response = client.get(path);
      assertThat(response.headers().first("Content-Security-Policy", ""))
          .startsWith("default-src 'none'; style-src 'self'")
          .contains("frame-ancestors 'none'");
      assertThat(response.headers().first("X-Content-Type-Options")).isEqualTo("nosniff");
    }
  }

  @Test
  void hasATwinInJsonForEveryPage() throws Exception {
    fill("it broke");
    assertThat(client.json("/index.json").path("failures").asInt()).isEqualTo(1);
    assertThat(client.json("/resources.json").at("/stacks/0/resources/0/physicalId").asText())
        .isEqualTo("daily");
    JsonNode invocation = client.json("/invocations.json").at("/invocations/0");
    assertThat(invocation.path("pid").asInt()).isEqualTo(4711);
    assertThat(invocation.path("attempt").asInt()).isEqualTo(1);
    assertThat(invocation.path("outcome").asText()).isEqualTo("FAILED");
    assertThat(invocation.path("started").asText()).isEqualTo("2026-11-20T03:15:00Z");
    assertThat(invocation.at("/calls/1").toString())
        .isEqualTo("{\"number\":2,\"service\":\"s3\",\"operation\":\"PutObject\",\"status\":0}");
    assertThat(client.json("/invocations/1.json").at("/log/0/text").asText()).isEqualTo("it broke");
    assertThat(
            client
                .json("/logs.json?group=/aws/lambda/sundial-local-iris-training&filter=broke")
                .at("/lines/0/text")
                .asText())
        .isEqualTo("it broke");
    assertThat(client.json("/failures.json").at("/queues/0/oldest/0/reason").asText())
        .isEqualTo("undeliverable: it broke");
  }

  @Test
  void pagesLinkToTheirTwins() throws Exception {
    fill("x");
    assertThat(client.html("/")).contains("href=\"/_sundial/index.json\"");
    assertThat(client.html("/invocations/1")).contains("href=\"/_sundial/invocations/1.json\"");
    assertThat(client.html("/logs?group=/aws/lambda/sundial-local-iris-training"))
        .contains("href=\"/_sundial/logs.json?group=/aws/lambda/sundial-local-iris-training\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/nope",
        "/nope.json",
        "/invocations/99",
        "/invocations/x",
        "/invocations/99999999999999999999",
        "/logs?group=gone",
        "/resources/../etc",
        "/%zz"
      })
  void answers404ForWhatThereIsNot(String path) throws Exception {
    assertThat(client.get(path).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/invocations?limit=0",
        "/invocations?limit=x",
        "/invocations?limit=5001",
        "/invocations/%zz"
      })
  void answers400ForAQueryThatMakesNoSense(String path) throws Exception {
    assertThat(client.get(path).status()).isEqualTo(400);
  }

  @Test
  void pagesCanOnlyBeRead() throws Exception {
    assertThat(client.send("POST", "/resources", "").status()).isEqualTo(405);
    assertThat(client.send("DELETE", "/", "").status()).isEqualTo(405);
  }

  @Test
  void aTwinThatIsNotThereSaysSoInJson() throws Exception {
    assertThat(client.html("/nope.json")).isEqualTo("{\"message\":\"There is no such page\"}");
    assertThat(client.html("/invocations.json?limit=0"))
        .isEqualTo("{\"message\":\"limit must be from 1 to 5000, was 0\"}");
  }

  @Test
  void showsAnErrorAsJavaPrintsItAndADocumentIndented() throws Exception {
    String error =
        "{\"errorMessage\":\"no\",\"errorType\":\"a.B\",\"stackTrace\":[\"c.D.e(D.java:1)\"]}";
    fake.invocations.add(FakeSources.invocation(1, error, "{\"model\":\"iris\"}"));

    assertThat(client.html("/invocations/1"))
        .contains("<pre>a.B: no\n    at c.D.e(D.java:1)</pre>")
        .contains("<pre>{\n  &quot;model&quot; : &quot;iris&quot;\n}</pre>");
    assertThat(client.html("/invocations")).contains("<div class=\"remark\">B: no</div>");
  }

  @Test
  void aFailureLinksToItsAttemptsAndTellsHowToSendItBack() throws Exception {
    fill("x");
    fake.messages.add(
        new QueueSource.Message(
            "m-2",
            Instant.parse(FakeSources.START),
            Map.of(),
            "{\"requestContext\":{\"requestId\":\"r-7\"},\"requestPayload\":{}}"));

    assertThat(client.html("/failures"))
        .contains("./sundial failures redrive m-1<")
        .contains("./sundial failures redrive m-2<")
        .contains("href=\"/_sundial/invocations?request=r-7\"");
    assertThat(client.json("/failures.json").at("/queues/0/oldest/1/requestId").asText())
        .isEqualTo("r-7");
  }

  @Test
  void aRoleIsShownWithWhoMayAssumeItAndWhatItMayDo() throws Exception {
    fake.deploy(folder, "x");

    assertThat(client.html("/roles"))
        .contains("<h2>runner</h2>", "<code>scheduler.amazonaws.com</code>")
        .contains(">allow<", " List<", "<code>s3:ListBucket</code>", "<code>data</code>")
        .contains("<code>s3:prefix StringLike iris/* or wine/*</code>")
        .contains(">deny<", "all but", "<code>logs:*</code>");
    JsonNode role = client.json("/roles.json").at("/roles/0");
    assertThat(role.path("arn").asText()).isEqualTo("arn:aws:iam::000000000000:role/runner");
    assertThat(role.at("/policies/own/Statement/0/Action").asText()).isEqualTo("s3:ListBucket");
    assertThat(role.at("/trust/Statement/0/Effect").asText()).isEqualTo("Allow");
    assertThat(role.path("refused").asInt()).isZero();
  }

  @Test
  void whatWasRefusedIsShownNewestFirstAndByRole() throws Exception {
    fake.deploy(folder, "x");
    refuse(new Identity.Service("events.amazonaws.com", "a rule"), "sqs:SendMessage");
    refuse(
        new Identity.Session(fake.roles.find("runner").orElseThrow(), "tonight"), "s3:GetObject");

    JsonNode all = client.json("/refused.json").path("refused");
    assertThat(all.findValuesAsText("action")).containsExactly("s3:GetObject", "sqs:SendMessage");
    assertThat(all.at("/0/who").asText())
        .isEqualTo("arn:aws:sts::000000000000:assumed-role/runner/tonight");
    assertThat(client.json("/refused.json?role=runner").path("refused")).hasSize(1);
    assertThat(client.json("/refused.json?role=run").path("refused")).isEmpty();
    assertThat(client.json("/refused.json?limit=1").path("refused")).hasSize(1);
    assertThat(client.html("/roles")).contains("href=\"/_sundial/refused?role=runner\"");
    assertThat(client.json("/roles.json").at("/roles/0/refused").asInt()).isEqualTo(1);
    assertThat(client.json("/index.json").path("refused").asInt()).isEqualTo(2);
  }

  @Test
  void saysEachDayAndEachTimeOfALogOnce() throws Exception {
    Instant late = Instant.parse("2026-11-20T23:59:59.999Z");
    for (Instant time : List.of(late, late, late.plusMillis(1))) {
      fake.lines.add(new LogSource.Line(time, "2026/11/20/[$LATEST]abc", "line"));
    }

    String html = client.html("/logs?group=/aws/lambda/sundial-local-iris-training");
    assertThat(
            html.substring(html.indexOf("<ol"), html.indexOf("</ol>")).replaceAll("<[^>]*>", " "))
        .isEqualToNormalizingWhitespace(
            "2026-11-20 23:59:59.999 line line 2026-11-21 00:00:00.000 line");
  }

  @ParameterizedTest
  @CsvSource({
    "PT0S,0 ms",
    "PT0.999S,999 ms",
    "PT1S,1 s",
    "PT59.9S,59 s",
    "PT60S,1 min",
    "PT36H,1 d 12 h",
    "PT2H9M46.6S,2 h 9 min 46 s"
  })
  void tellsADurationInWords(Duration duration, String words) {
    assertThat(Show.duration(duration).replace('\u00a0', ' ')).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource({
    "'sent to arn:aws:sqs:us-east-1:000000000000:failed','sent to failed'",
    "'sent to arn:aws:events:us-east-1:000000000000:event-bus/e','sent to event-bus/e'",
    "again at 2026-11-21T08:45:49.908056733Z,again at 2026-11-21 08:45:49",
    "again at 2026-11-21T08:45:00Z,again at 2026-11-21 08:45:00",
    "throttled,throttled"
  })
  void callsWhatFollowsByItsName(String sentence, String shortened) {
    assertThat(Show.shortened(sentence)).isEqualTo(shortened);
  }
}
