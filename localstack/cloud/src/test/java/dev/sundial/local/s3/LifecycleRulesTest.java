package dev.sundial.local.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sundial.local.endpoint.AwsError;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class LifecycleRulesTest {

  private static final Instant INITIATED = Instant.parse("2026-11-20T13:00:00Z");

  @Test
  void endsUploadsAtTheMidnightThatFollowsTheirDays() {
    var rules = rules("<Rule><Status>Enabled</Status><Prefix>a/</Prefix>" + days("7") + "</Rule>");
    assertThat(rules.end("a/k", INITIATED, Instant.parse("2026-11-27T23:59:59.999Z"))).isFalse();
    assertThat(rules.end("a/k", INITIATED, Instant.parse("2026-11-28T00:00:00Z"))).isTrue();
    assertThat(rules.end("b/k", INITIATED, Instant.parse("2027-11-28T00:00:00Z"))).isFalse();
  }

  @Test
  void leavesDisabledRulesAlone() {
    var rules = rules("<Rule><Status>Disabled</Status><Filter/>" + days("1") + "</Rule>");
    assertThat(rules.end("k", INITIATED, Instant.parse("2027-11-28T00:00:00Z"))).isFalse();
  }

  @Test
  void refusesWhatItWouldNotDo() {
    assertRefused(
        "NotImplemented",
        "<Rule><Status>Enabled</Status><Expiration><Days>1</Days></Expiration></Rule>");
    assertRefused(
        "NotImplemented",
        "<Rule><Status>Enabled</Status><Filter><Tag/></Filter>" + days("1") + "</Rule>");
    assertRefused("MalformedXML", "<Rule><Status>On</Status>" + days("1") + "</Rule>");
    assertRefused("MalformedXML", "<Rule><Status>Enabled</Status>" + days("0") + "</Rule>");
    assertRefused("MalformedXML", "");
    assertRefused("MalformedXML", "<Rule>");
  }

  private static void assertRefused(String code, String rules) {
    assertThatThrownBy(() -> rules(rules))
        .isInstanceOfSatisfying(AwsError.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  private static String days(String days) {
    return "<AbortIncompleteMultipartUpload><DaysAfterInitiation>"
        + days
        + "</DaysAfterInitiation></AbortIncompleteMultipartUpload>";
  }

  private static LifecycleRules rules(String rules) {
    var document = "<LifecycleConfiguration>" + rules + "</LifecycleConfiguration>";
    return LifecycleRules.parse(XmlElement.parse(document.getBytes(StandardCharsets.UTF_8)));
  }
}
