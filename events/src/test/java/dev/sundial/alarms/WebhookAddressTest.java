package dev.sundial.alarms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sundial.alarms.WebhookAddress.RefusedException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          https://evil.example/s3cr3t                 | must have one of the hosts 127.0.0.1, hooks.slack.com
          https://hooks.slack.com.evil.example/s3cr3t | must have one of the hosts 127.0.0.1, hooks.slack.com
          http://127.0.0.2/s3cr3t                     | must have one of the hosts 127.0.0.1, hooks.slack.com
          http://localhost:4566/s3cr3t                | must have one of the hosts 127.0.0.1, hooks.slack.com; localhost is none of them
          https://s3cr3t@hooks.slack.com/services/x   | must have no user information, which is what stands before an @
          http://s3cr3t@127.0.0.1/services/x          | must have no user information, which is what stands before an @
          https://s3cr3t@evil.example/services/x      | must have no user information, which is what stands before an @
          https://hooks.slack.com/services/x#s3cr3t   | must have no fragment, which is what stands after a #
          http://127.0.0.1:4566/s3cr3t#               | must have no fragment, which is what stands after a #
          http://hooks.slack.com/services/s3cr3t      | must be https; http is for 127.0.0.1 only
          https://hooks.slack.com:8443/s3cr3t         | must have no port but 443; others are for 127.0.0.1 only
          https://hooks.slack.com:80/s3cr3t           | must have no port but 443; others are for 127.0.0.1 only
          """)
  void refusesEveryOtherAddressByWhatIsWrongWithIt(String text, String message) {
    RefusedException refused = refused(text, HOSTS);
    assertThat(refused.isAnAddress()).isTrue();
    assertThat(refused).hasMessage(message).hasNoCause();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          http://127.0.0.1/s3cr3t             | must have one of the hosts hooks.slack.com
          http://localhost/s3cr3t             | must have one of the hosts hooks.slack.com
          http://hooks.slack.com/s3cr3t       | must be https
          https://hooks.slack.com:8443/s3cr3t | must have no port but 443
          """)
  void saysNothingOfTheLoopbackWhereItIsNotAmongTheHosts(String text, String message) {
    assertThat(refused(text, Set.of("hooks.slack.com"))).hasMessage(message);
  }

  @Test
  void readsAListOfHosts() {
    assertThat(WebhookAddress.hosts(" Hooks.Slack.Com,127.0.0.1,,127.0.0.1 "))
        .containsExactly("127.0.0.1", "hooks.slack.com");
    assertThat(WebhookAddress.hosts("")).isEmpty();
  }

  private static RefusedException refused(String text, Set<String> hosts) {
    return catchThrowableOfType(RefusedException.class, () -> WebhookAddress.of(text, hosts));
  }
}
