package dev.sundial.alarms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sundial.alarms.WebhookAddress.RefusedException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookAddressTest {
  private static final Set<String> HOSTS = Set.of("hooks.slack.com", "127.0.0.1");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://hooks.slack.com/services/s3cr3t",
        "HTTPS://Hooks.Slack.Com/services/s3cr3t",
        "https://hooks.slack.com:443/services/s3cr3t",
        "http://127.0.0.1:4566/_sundial/slack/s3cr3t",
        "https://127.0.0.1:8443/s3cr3t"
      })
  void takesHttpsOfItsHostsAndAnythingOfTheLoopback(String text) {
    WebhookAddress address = WebhookAddress.of(" " + text + "\n", HOSTS);
    assertThat(address.uri()).hasToString(text);
    assertThat(address).hasToString("a webhook");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "unset",
        "REPLACE ME",
        "ftp://hooks.slack.com/services/s3cr3t",
        "hooks.slack.com/services/s3cr3t",
        "https:///services/s3cr3t",
        "https:s3cr3t",
        "https://hooks.slack.com/%zz/s3cr3t"
      })
  void refusesWhatIsNoAddress(String text) {
    RefusedException refused = refused(text, HOSTS);
    assertThat(refused.isAnAddress()).isFalse();
    assertThat(refused)
        .hasMessage("must be an address such as https://hooks.slack.com/services/…")
        .hasNoCause();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example/services/s3cr3t",
        "https://hooks.slack.com.evil.example/s3cr3t",
        "http://hooks.slack.com/services/s3cr3t",
        "https://hooks.slack.com:8443/services/s3cr3t",
        "https://s3cr3t@hooks.slack.com/services/x",
        "https://s3cr3t@127.0.0.1/services/x",
        "http://localhost/services/s3cr3t",
        "http://127.0.0.2/services/s3cr3t"
      })
  void refusesEveryOtherAddress(String text) {
    RefusedException refused = refused(text, HOSTS);
    assertThat(refused.isAnAddress()).isTrue();
    assertThat(refused)
        .hasMessage("must be https, with one of the hosts 127.0.0.1, hooks.slack.com")
        .hasNoCause();
  }

  @Test
  void refusesTheLoopbackWhereItIsNotAmongTheHosts() {
    assertThat(refused("http://127.0.0.1/s3cr3t", Set.of("hooks.slack.com")))
        .hasMessage("must be https, with one of the hosts hooks.slack.com");
  }

  private static RefusedException refused(String text, Set<String> hosts) {
    return catchThrowableOfType(RefusedException.class, () -> WebhookAddress.of(text, hosts));
  }
}
