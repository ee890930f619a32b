package dev.sundial.authorizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sundial.auth.KeyAddress;
import dev.sundial.auth.TokenRules;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IssuerKeysTest {
  private final Issuer issuer = new Issuer();
  private final List<String> lines = new ArrayList<>();
  private final HandClock clock = new HandClock();
  private final TokenRules rules =
      new TokenRules(
          Issuer.NAME, List.of("api"), Optional.of(KeyAddress.parse("https://keys.example.com/k")));
  private final IssuerKeys keys =
      new IssuerKeys(new PublishedKeys(rules, issuer), clock, lines::add);

  private static final class HandClock extends Clock {
    private Instant now = Instant.parse("2026-11-21T20:00:00Z");

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    void pass(Duration time) {
      now = now.plus(time);
    }
  }

  private boolean knows(String id) {
    return keys.current().keys().stream().anyMatch(key -> key.id().equals(Optional.of(id)));
  }

  @Test
  void areKeptUntilTheyAreTenMinutesOld() {
    assertThat(knows("r")).isTrue();
    clock.pass(IssuerKeys.FRESH.minusMillis(1));
    assertThat(knows("r")).isTrue();
    assertThat(issuer.asked).hasSize(1);
    issuer.keySet = Issuer.keySet(Issuer.jwk(Issuer.OTHER_RSA, "n"));
    clock.pass(Duration.ofMillis(1));
    assertThat(knows("r")).isFalse();
    assertThat(knows("n")).isTrue();
    assertThat(issuer.asked).hasSize(2);
  }

  @Test
  void areReadAgainForAnUnknownOneButNotMoreThanOnceInTenSeconds() {
    assertThat(knows("n")).isFalse();
    issuer.keySet = Issuer.keySet(Issuer.jwk(Issuer.OTHER_RSA, "n"));
    assertThat(keys.newer().keys()).hasSize(2);
    clock.pass(IssuerKeys.PAUSE.minusMillis(1));
    for (int i = 0; i < 1_000; i++) {
      assertThat(keys.newer().keys()).hasSize(2);
    }
    assertThat(issuer.asked).hasSize(1);
    clock.pass(Duration.ofMillis(1));
    assertThat(keys.newer().keys()).hasSize(1);
    assertThat(knows("n")).isTrue();
    assertThat(issuer.asked).hasSize(2);
  }

  @Test
  void areUsedForTwoHoursWhileTheIssuerDoesNotAnswer() {
    assertThat(knows("r")).isTrue();
    issuer.isDown = true;
    clock.pass(IssuerKeys.LAST_GOOD.minusMillis(1));
    assertThat(knows("r")).isTrue();
    clock.pass(Duration.ofMillis(1));
    assertThatThrownBy(keys::current)
        .isInstanceOf(KeysUnavailableException.class)
        .hasMessageContaining("Connection refused");
    issuer.isDown = false;
    clock.pass(IssuerKeys.PAUSE);
    assertThat(knows("r")).isTrue();
    assertThat(lines).anyMatch(line -> line.contains("keys-unavailable"));
  }

  @Test
  void areNotAskedForAtEveryRequestWhileTheIssuerDoesNotAnswer() {
    issuer.isDown = true;
    for (int i = 0; i < 100; i++) {
      assertThatThrownBy(keys::current).isInstanceOf(KeysUnavailableException.class);
    }
    assertThat(issuer.asked).hasSize(1);
  }

  @Test
  void areReadAgainWhenTheClockWasSetBack() {
    assertThat(knows("r")).isTrue();
    clock.pass(Duration.ofDays(-1));
    assertThat(knows("r")).isTrue();
    assertThat(issuer.asked).hasSize(2);
  }

  @Test
  void areForgottenByARestore() {
    assertThat(knows("r")).isTrue();
    keys.forget();
    issuer.keySet = Issuer.keySet(Issuer.jwk(Issuer.OTHER_RSA, "n"));
    assertThat(knows("n")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{\"keys\":{}}",
        "{\"keys\":[]}",
        "{\"keys\":[1,null,{}]}",
        "{\"keys\":[{\"kty\":\"RSA\",\"n\":\"AQAB\",\"e\":\"AQAB\"}]}",
        "{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AA\",\"y\":\"AA\"}]}",
        "{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-257\",\"x\":\"AA\",\"y\":\"AA\"}]}",
        "{\"keys\":[{\"kty\":7}]}",
        "{\"keys\":[],\"keys\":[]}"
      })
  void areLeftAloneByWhatIsNoKeySet(String published) {
    assertThat(knows("r")).isTrue();
    issuer.keySet = published;
    clock.pass(IssuerKeys.FRESH);
    assertThat(knows("r")).isTrue();
    assertThat(lines.getLast()).contains("keys-unavailable");
  }

  @Test
  void leaveOutWhatIsNotUnderstood() {
    issuer.keySet =
        Issuer.keySet(
            Map.of("kty", "OKP", "crv", "Ed25519", "kid", "o", "x", "AA"),
            Map.of("kty", "future", "kid", "f"),
            Issuer.jwk(Issuer.RSA, "r"));
    assertThat(keys.current().keys()).hasSize(1);
  }

  @Test
  void areWhereTheIssuersDescriptionSays() {
    IssuerKeys described = described();
    assertThat(described.current().keys()).hasSize(2);
    assertThat(issuer.asked)
        .containsExactly(
            Issuer.NAME + "/.well-known/openid-configuration", "https://keys.example.com/jwks");
  }

  private IssuerKeys described() {
    TokenRules own = new TokenRules(Issuer.NAME, List.of("api"), Optional.empty());
    return new IssuerKeys(new PublishedKeys(own, issuer), clock, lines::add);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"issuer\":\"https://login.example.com/tenant/\",\"jwks_uri\":\"https://k.example.com\"}",
        "{\"issuer\":\"https://login.example.com/tenant\",\"jwks_uri\":\"http://k.example.com\"}",
        "{\"issuer\":\"https://login.example.com/tenant\",\"jwks_uri\":\"http://127.0.0.1:9001/\"}",
        "{\"issuer\":\"https://login.example.com/tenant\",\"jwks_uri\":\"file:///etc/passwd\"}",
        "{\"issuer\":\"https://login.example.com/tenant\",\"jwks_uri\":\"https://a@k.example.com\"}",
        "{\"issuer\":\"https://login.example.com/tenant\",\"jwks_uri\":7}",
        "not json"
      })
  void areNotReadWhereADescriptionShouldNotPoint(String description) {
    issuer.description = description;
    assertThatThrownBy(described()::current).isInstanceOf(KeysUnavailableException.class);
    assertThat(issuer.asked).hasSize(1);
  }
}
