package dev.sundial.local.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sundial.local.endpoint.AwsResponse;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FaultPlanterTest {
  private final FakeSources fake = new FakeSources();
  private final PageClient client = new PageClient(new Pages(fake.sources()));

  private String send(String method, int status, String body) throws Exception {
    AwsResponse response = client.send(method, "/faults", body);
    assertThat(response.status()).as(PageClient.text(response)).isEqualTo(status);
    return PageClient.text(response);
  }

  @Test
  void plantsListsAndClears() throws Exception {
    assertThat(
            send(
                "POST",
                200,
                "{'service':'dynamodb','operation':'PutItem','function':'f','call':3,"
                    + "'mode':'kill-after','count':1,'seed':7}"))
        .isEqualTo("{\"id\":1}");
    fake.faults.strike("dynamodb", "PutItem", Optional.of("f"), 3);

    assertThat(send("GET", 200, ""))
        .isEqualTo(
            "{\"faults\":[{\"id\":1,\"service\":\"dynamodb\",\"operation\":\"PutItem\","
                + "\"function\":\"f\",\"call\":3,\"mode\":\"kill-after\",\"count\":1,"
                + "\"rate\":1.0,\"seed\":7,\"matched\":1,\"done\":1}]}");
    send("DELETE", 200, "");
    assertThat(send("GET", 200, "")).isEqualTo("{\"faults\":[]}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'mode':'error'}|service is required",
        "{'service':'s3'}|mode is required",
        "{'service':'s3','mode':'explode'}|mode must be one of throttle",
        "{'service':'s3','mode':'error','rate':0}|rate must be above 0",
        "{'service':'s3','mode':'error','rate':1.5}|rate must be above 0",
        "{'service':'s3','mode':'error','rate':'half'}|rate must be a number",
        "{'service':'s3','mode':'error','count':0}|count must be at least 1",
        "{'service':'s3','mode':'error','count':1.5}|count must be a whole number",
        "{'service':'s3','mode':'error','count':99999999999}|count is too large",
        "{'service':'s3','mode':'delay','delay':'PT16M'}|delay must be a duration",
        "{'service':'s3','mode':'delay','delay':'soon'}|delay must be a duration",
        "{'service':3,'mode':'error'}|service must be a text",
        "{'service':'s3','mode':'error','when':'now'}|a fault has no when",
      })
  void refusesWhatMakesNoSense(String body, String why) throws Exception {
    assertThat(send("POST", 400, body)).contains(why);
    assertThat(fake.faults.list()).isEmpty();
  }
}
