package dev.sundial.local.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sundial.local.endpoint.AwsResponse;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ClockHandTest {
  private final FakeSources fake = new FakeSources();
  private final PageClient client = new PageClient(new Pages(fake.sources()));

  private String post(int status, String body) throws Exception {
    AwsResponse response = client.send("POST", "/clock", body);
    assertThat(response.status()).isEqualTo(status);
    return PageClient.text(response);
  }

  @Test
  void tellsTimeAndOffset() throws Exception {
    fake.virtual.advance(Duration.ofHours(2));

    assertThat(client.html("/clock"))
        .isEqualTo("{\"now\":\"2026-11-20T05:15:00Z\",\"offset\":\"PT2H\"}");
  }

  @Test
  void advancesThroughWhatIsDue() throws Exception {
    Instant now = Instant.parse(FakeSources.START);
    fake.timeline.at(now.plusSeconds(3600), "schedule", "daily", () -> {});
    fake.timeline.at(now.plus(Duration.ofHours(37)), "schedule", "later", () -> {});

    assertThat(post(200, "{'advance':'PT36H'}"))
        .isEqualTo(
            "{\"now\":\"2026-11-21T15:15:00Z\",\"offset\":\"PT36H\",\"ran\":[{\"at\":"
                + "\"2026-11-20T04:15:00Z\",\"kind\":\"schedule\",\"name\":\"daily\"}]}");
  }

  @Test
  void setsTheClockToAnInstantThatIsNotPast() throws Exception {
    assertThat(post(200, "{'set':'2026-11-20T03:15:00Z'}")).contains("2026-11-20T03:15:00Z");
    assertThat(post(200, "{'set':'2026-11-20T03:15:01Z'}")).contains("2026-11-20T03:15:01Z");
    assertThat(post(400, "{'set':'2026-11-20T03:15:00Z'}")).contains("forward only");
    assertThat(fake.virtual.instant()).isEqualTo("2026-11-20T03:15:01Z");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``|the body must be a JSON object",
        "[]|the body must be a JSON object",
        "{'advance':'PT1H'|the body is not JSON",
        "{}|say either",
        "{'advance':'PT1H','set':'2026-11-20T03:15:00Z'}|say either",
        "{'advance':'PT1H','advance':'PT2H'}|Duplicate field",
        "{'forward':'PT1H'}|say either",
        "{'advance':3600}|advance must be a text",
        "{'advance':'36h'}|advance must be a duration",
        "{'advance':'-PT1H'}|forward only",
        "{'advance':'PT999999999999999H'}|advance",
        "{'advance':'P99999999D'}|goes no further",
        "{'set':'yesterday'}|set must be an instant",
        "{'set':'2026-11-20'}|set must be an instant",
        "{'set':'+999999999-01-01T00:00:00Z'}|goes no further",
        "{'set':null}|set must be a text",
      })
  void refusesWhatMakesNoSense(String body, String why) throws Exception {
    assertThat(post(400, body)).contains(why);
    assertThat(fake.virtual.instant()).isEqualTo(FakeSources.START);
  }

  @Test
  void knowsNoOtherMethods() throws Exception {
    assertThat(client.send("PUT", "/clock", "{}").status()).isEqualTo(405);
  }
}
