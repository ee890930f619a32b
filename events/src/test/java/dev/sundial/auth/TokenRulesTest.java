package dev.sundial.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenRulesTest {

  @Test
  void areTheSameAfterTheEnvironment() {
    TokenRules rules =
        new TokenRules(
            "https://login.example.com/t/",
            List.of("a", "https://api.example.com/?x=1,2"),
            Optional.of(KeyAddress.parse("https://keys.example.com/jwks?v=2")));
    assertThat(TokenRules.from(rules.toEnvironment())).isEqualTo(rules);
    TokenRules described = new TokenRules("https://x.example", List.of("a"), Optional.empty());
    assertThat(TokenRules.from(described.toEnvironment())).isEqualTo(described);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://login.example.com",
        "HTTPS://login.example.com:8443/a/b",
        "http://127.0.0.1:9000",
        "http://[::1]:9000/x"
      })
  void takeAddressesOfHttpsAndOfThisMachine(String address) {
    assertThat(KeyAddress.parse(address)).hasToString(address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "login.example.com",
        "http://login.example.com",
        "http://localhost:9000",
        "http://127.0.0.1.example.com",
        "http://169.254.169.254/latest",
        "http://0.0.0.0",
        "http://2130706433",
        "https://user@login.example.com",
        "https://login.example.com/#x",
        "https:///x",
        "https:login.example.com",
        "ftp://127.0.0.1",
        "file:///etc/passwd",
        "https://a b"
      })
  void takeNoOthers(String address) {
    assertThatThrownBy(() -> KeyAddress.parse(address))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new TokenRules(address, List.of("a"), Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void findAnIssuersDescriptionBelowItsAddress() {
    String expected = "https://login.example.com/t/.well-known/openid-configuration";
    assertThat(KeyAddress.parseIssuer("https://login.example.com/t").discovery())
        .hasToString(expected);
    assertThat(KeyAddress.parseIssuer("https://login.example.com/t/").discovery())
        .hasToString(expected);
    assertThatThrownBy(() -> KeyAddress.parseIssuer("https://login.example.com/?t=1"))
        .hasMessageContaining("query");
  }
}
