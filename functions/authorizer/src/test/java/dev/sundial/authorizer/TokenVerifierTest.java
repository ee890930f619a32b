package dev.sundial.authorizer;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sundial.auth.TokenRules;
import java.math.BigDecimal;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenVerifierTest {
  private static final Instant NOW = Instant.parse("2026-11-21T20:00:00Z");
  private static final long SECOND = NOW.getEpochSecond();

  private final Issuer issuer = new Issuer();
  private final TokenVerifier verifier = verifier(issuer);

  private static TokenVerifier verifier(Issuer issuer) {
    Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    TokenRules rules = new TokenRules(Issuer.NAME, List.of("api", "other-api"), Optional.empty());
    return new TokenVerifier(
        rules, new IssuerKeys(new PublishedKeys(rules, issuer), clock, line -> {}), clock);
  }

  private static Map<String, Object> claims() {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", Issuer.NAME);
    claims.put("aud", "api");
    claims.put("sub", "alice");
    claims.put("exp", SECOND + 60);
    return claims;
  }

  private static Map<String, Object> claims(Consumer<Map<String, Object>> change) {
    Map<String, Object> claims = claims();
    change.accept(claims);
    return claims;
  }

  private static String token(Map<String, Object> claims) {
    return Issuer.sign(Issuer.header("RS256", "r"), claims, Issuer.RSA);
  }

  private static String withHeader(Consumer<Map<String, Object>> change) {
    Map<String, Object> header = Issuer.header("RS256", "r");
    change.accept(header);
    return Issuer.sign(header, claims(), Issuer.RSA);
  }

  private void assertAccepted(String token) {
    assertThat(verifier.verify(token)).isEqualTo(new Verdict.Accepted(Issuer.NAME, "alice"));
  }

  private void assertRefused(String token, Refusal why) {
    assertThat(verifier.verify(token)).isEqualTo(new Verdict.Refused(why));
  }

  @Test
  void takesWhatTheIssuerSignedForThisApi() {
    assertAccepted(token(claims()));
    assertAccepted(Issuer.sign(Issuer.header("ES256", "e"), claims(), Issuer.P256));
    assertAccepted(token(claims(c -> c.put("aud", List.of("else", "other-api")))));
  }

  @ParameterizedTest
  @EnumSource(SignatureAlgorithm.class)
  void takesEveryAlgorithmOfTheListAndNoOther(SignatureAlgorithm algorithm) {
    String name = algorithm.name();
    KeyPair pair =
        algorithm.curve().isEmpty()
            ? Issuer.RSA
            : Issuer.elliptic("secp" + algorithm.curve().get().getName().substring(2) + "r1");
    issuer.keySet = Issuer.keySet(Issuer.jwk(pair, "k"));
    assertAccepted(Issuer.sign(Issuer.header(name, "k"), claims(), pair));
    String other = name.charAt(0) == 'E' ? "RS256" : "ES256";
    KeyPair wrong = name.charAt(0) == 'E' ? Issuer.RSA : Issuer.P256;
    assertRefused(Issuer.sign(Issuer.header(other, "k"), claims(), wrong), Refusal.UNKNOWN_KEY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "none",
        "None",
        "NONE",
        "nOnE",
        "",
        "HS256",
        "HS512",
        "rs256",
        "EdDSA",
        "ES256K",
        "RS1",
        "RSA-OAEP",
        "dir"
      })
  void takesNoOtherAlgorithm(String algorithm) {
    String good = token(claims());
    String header =
        Issuer.base64(("{\"alg\":\"" + algorithm + "\",\"kid\":\"r\"}").getBytes(UTF_8));
    String claims = good.split("\\.")[1];
    assertRefused(header + "." + claims + ".", Refusal.ALGORITHM);
    assertRefused(header + "." + claims + "." + good.split("\\.")[2], Refusal.ALGORITHM);
  }

  @Test
  void takesNoMacByThePublishedKey() {
    byte[] der = Issuer.RSA.getPublic().getEncoded();
    String pem =
        "-----BEGIN PUBLIC KEY-----\n"
            + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
            + "\n-----END PUBLIC KEY-----\n";
    for (byte[] secret : List.of(der, pem.getBytes(UTF_8), issuer.keySet.getBytes(UTF_8))) {
      assertRefused(Issuer.mac(Issuer.header("HS256", "r"), claims(), secret), Refusal.ALGORITHM);
      String asRsa = Issuer.mac(Issuer.header("RS256", "r"), claims(), secret);
      assertRefused(asRsa, Refusal.SIGNATURE);
    }
  }

  @Test
  void takesNoSharedSecretThatTheIssuerPublishes() {
    issuer.keySet =
        Issuer.keySet(
            Map.of("kty", "oct", "kid", "s", "k", Issuer.base64(new byte[32])),
            Issuer.jwk(Issuer.RSA, "r"));
    assertRefused(
        Issuer.mac(Issuer.header("HS256", "s"), claims(), new byte[32]), Refusal.ALGORITHM);
    assertRefused(
        Issuer.sign(Issuer.header("RS256", "s"), claims(), Issuer.RSA), Refusal.UNKNOWN_KEY);
  }

  @Test
  void takesOnlyTheKeysOwnTypeAndAlgorithm() {
    assertRefused(
        Issuer.sign(Issuer.header("ES256", "r"), claims(), Issuer.P256), Refusal.UNKNOWN_KEY);
    Map<String, Object> only = Issuer.jwk(Issuer.RSA, "r");
    only.put("alg", "PS256");
    Issuer ofAnotherAlgorithm = new Issuer();
    ofAnotherAlgorithm.keySet = Issuer.keySet(only);
    assertThat(verifier(ofAnotherAlgorithm).verify(token(claims())))
        .isEqualTo(new Verdict.Refused(Refusal.UNKNOWN_KEY));
    KeyPair p384 = Issuer.elliptic("secp384r1");
    Issuer onAnotherCurve = new Issuer();
    onAnotherCurve.keySet = Issuer.keySet(Issuer.jwk(p384, "e"));
    assertThat(
            verifier(onAnotherCurve)
                .verify(Issuer.sign(Issuer.header("ES256", "e"), claims(), Issuer.P256)))
        .isEqualTo(new Verdict.Refused(Refusal.UNKNOWN_KEY));
  }

  @Test
  void takesNoSignatureOfAnotherKeyAndNoneThatWasTouched() {
    assertRefused(
        Issuer.sign(Issuer.header("RS256", "r"), claims(), Issuer.OTHER_RSA), Refusal.SIGNATURE);
    String good = token(claims());
    String[] parts = good.split("\\.");
    String other = token(claims(c -> c.put("sub", "mallory"))).split("\\.")[1];
    assertRefused(parts[0] + "." + other + "." + parts[2], Refusal.SIGNATURE);
    assertRefused(parts[0] + "." + parts[1] + ".", Refusal.SIGNATURE);
    byte[] zeros = new byte[64];
    assertRefused(
        Issuer.sign(Issuer.header("ES256", "e"), claims(), Issuer.P256).replaceAll("\\.[^.]*$", ".")
            + Issuer.base64(zeros),
        Refusal.SIGNATURE);
  }

  @Test
  void looksAtNoKeyThatATokenBrings() {
    Map<String, Object> own = Issuer.jwk(Issuer.OTHER_RSA, "r");
    for (Consumer<Map<String, Object>> brought :
        List.<Consumer<Map<String, Object>>>of(
            h -> h.put("jwk", own),
            h -> h.put("jku", "https://evil.example.com/jwks"),
            h -> h.put("x5u", "https://evil.example.com/cert"),
            h -> h.put("x5c", List.of("MIIB")))) {
      Map<String, Object> header = Issuer.header("RS256", "r");
      brought.accept(header);
      assertRefused(Issuer.sign(header, claims(), Issuer.OTHER_RSA), Refusal.SIGNATURE);
    }
    assertThat(issuer.asked).allMatch(address -> !address.contains("evil"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"enc", "other", ""})
  void usesNoKeyThatIsForSomethingElse(String use) {
    Map<String, Object> key = Issuer.jwk(Issuer.RSA, "r");
    key.put("use", use);
    issuer.keySet = Issuer.keySet(key, Issuer.jwk(Issuer.P256, "e"));
    assertRefused(token(claims()), Refusal.UNKNOWN_KEY);
  }

  @Test
  void readsKeyOperationsAsUse() {
    Map<String, Object> key = Issuer.jwk(Issuer.RSA, "r");
    key.put("key_ops", List.of("encrypt"));
    issuer.keySet = Issuer.keySet(key, Issuer.jwk(Issuer.P256, "e"));
    assertRefused(token(claims()), Refusal.UNKNOWN_KEY);
    Issuer verifying = new Issuer();
    key.put("key_ops", List.of("verify"));
    key.put("use", "sig");
    verifying.keySet = Issuer.keySet(key);
    assertThat(verifier(verifying).verify(token(claims()))).isInstanceOf(Verdict.Accepted.class);
  }

  @Test
  void usesNoWeakKey() {
    KeyPair weak = Issuer.rsa(1024);
    issuer.keySet = Issuer.keySet(Issuer.jwk(weak, "w"), Issuer.jwk(Issuer.RSA, "r"));
    assertRefused(Issuer.sign(Issuer.header("RS256", "w"), claims(), weak), Refusal.UNKNOWN_KEY);
    assertAccepted(token(claims()));
  }

  @Test
  void takesATokenThatNamesNoKeyOnlyWhereThereIsOne() {
    assertAccepted(withHeader(h -> h.remove("kid")));
    Issuer two = new Issuer();
    two.keySet = Issuer.keySet(Issuer.jwk(Issuer.RSA, "r"), Issuer.jwk(Issuer.OTHER_RSA, "s"));
    assertThat(verifier(two).verify(withHeader(h -> h.remove("kid"))))
        .isEqualTo(new Verdict.Refused(Refusal.UNKNOWN_KEY));
  }

  @ParameterizedTest
  @ValueSource(strings = {"JWT", "jwt", "at+jwt", "application/at+jwt", "application/JWT"})
  void takesTheTypesOfAccessTokens(String type) {
    assertAccepted(withHeader(h -> h.put("typ", type)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"logout+jwt", "dpop+jwt", "secevent+jwt", "JOSE", ""})
  void takesNoOtherType(String type) {
    assertRefused(withHeader(h -> h.put("typ", type)), Refusal.TYPE);
  }

  @Test
  void understandsNoExtension() {
    assertRefused(
        withHeader(h -> h.put("crit", List.of("http://example.com/ext"))),
        Refusal.CRITICAL_EXTENSION);
    assertRefused(withHeader(h -> h.put("crit", List.of())), Refusal.CRITICAL_EXTENSION);
    assertRefused(
        withHeader(
            h -> {
              h.put("b64", false);
              h.put("crit", List.of("b64"));
            }),
        Refusal.CRITICAL_EXTENSION);
  }

  @ParameterizedTest
  @CsvSource({"kid,1", "typ,2", "alg,3"})
  void takesNoHeaderOfAnotherType(String name, int value) {
    assertRefused(
        Issuer.signed(
            ("{\"alg\":\"RS256\",\"kid\":\"r\"}"
                    .replaceAll("\"" + name + "\":\"[^\"]*\",?", "")
                    .replace("{", "{\"" + name + "\":" + value + ",")
                    .replace(",}", "}"))
                .getBytes(UTF_8),
            "{}".getBytes(UTF_8),
            "RS256",
            Issuer.RSA),
        Refusal.MALFORMED);
  }

  @Test
  void comparesTheIssuerCharacterByCharacter() {
    for (String other :
        List.of(
            Issuer.NAME + "/",
            Issuer.NAME.toUpperCase(java.util.Locale.ROOT),
            "",
            "https://login.example.com")) {
      assertRefused(token(claims(c -> c.put("iss", other))), Refusal.ISSUER);
    }
    assertRefused(token(claims(c -> c.remove("iss"))), Refusal.ISSUER);
    assertRefused(token(claims(c -> c.put("iss", List.of(Issuer.NAME)))), Refusal.CLAIMS);
  }

  @Test
  void isForNobodyElse() {
    assertRefused(token(claims(c -> c.put("aud", "API"))), Refusal.AUDIENCE);
    assertRefused(token(claims(c -> c.put("aud", List.of()))), Refusal.AUDIENCE);
    assertRefused(token(claims(c -> c.remove("aud"))), Refusal.AUDIENCE);
    assertRefused(token(claims(c -> c.put("aud", 1))), Refusal.CLAIMS);
    assertRefused(token(claims(c -> c.put("aud", List.of("api", 1)))), Refusal.CLAIMS);
  }

  @ParameterizedTest
  @CsvSource({
    "-31,false",
    "-30,false",
    "-29,true",
    "0,true",
    "-29.999,true",
    "-30.001,false",
    "1e30,true",
    "-1e30,false"
  })
  void isOverThirtySecondsAfterItsEnd(BigDecimal after, boolean taken) {
    String token = token(claims(c -> c.put("exp", BigDecimal.valueOf(SECOND).add(after))));
    if (taken) {
      assertAccepted(token);
    } else {
      assertRefused(token, Refusal.EXPIRED);
    }
  }

  @Test
  void hasAnEnd() {
    assertRefused(token(claims(c -> c.remove("exp"))), Refusal.CLAIMS);
    assertRefused(token(claims(c -> c.put("exp", String.valueOf(SECOND + 60)))), Refusal.CLAIMS);
    assertRefused(token(claims(c -> c.put("exp", Arrays.asList((Object) null)))), Refusal.CLAIMS);
  }

  @ParameterizedTest
  @CsvSource({"29,true", "30,true", "31,false", "30.001,false", "-1e30,true", "1e30,false"})
  void beginsThirtySecondsBeforeItsBeginning(BigDecimal after, boolean taken) {
    String token = token(claims(c -> c.put("nbf", BigDecimal.valueOf(SECOND).add(after))));
    if (taken) {
      assertAccepted(token);
    } else {
      assertRefused(token, Refusal.NOT_YET);
    }
  }

  @Test
  void checksTheTypesOfTimes() {
    assertRefused(token(claims(c -> c.put("nbf", "now"))), Refusal.CLAIMS);
    assertRefused(token(claims(c -> c.put("iat", "now"))), Refusal.CLAIMS);
  }

  @Test
  void isIssuedForSomebody() {
    assertRefused(token(claims(c -> c.remove("sub"))), Refusal.CLAIMS);
    assertRefused(token(claims(c -> c.put("sub", " "))), Refusal.CLAIMS);
    assertRefused(token(claims(c -> c.put("sub", 7))), Refusal.CLAIMS);
    assertRefused(token(claims(c -> c.put("sub", "x".repeat(1025)))), Refusal.CLAIMS);
  }

  @Test
  void readsHeaderAndClaimsStrictly() {
    String header = "{\"alg\":\"RS256\",\"kid\":\"r\"}";
    String claims = dev.sundial.json.JsonWriter.write(claims());
    String twice = claims.replace("{", "{\"sub\":\"mallory\",");
    assertRefused(Issuer.sign(header, twice, Issuer.RSA), Refusal.MALFORMED);
    assertRefused(
        Issuer.sign("{\"alg\":\"none\",\"alg\":\"RS256\",\"kid\":\"r\"}", claims, Issuer.RSA),
        Refusal.MALFORMED);
    for (String broken :
        List.of(
            "",
            "[]",
            "\"x\"",
            claims + "{}",
            " " + claims,
            "{\"exp\":NaN}",
            "\uFEFF" + claims,
            "{".repeat(40),
            "{\"a\":".repeat(40) + "1" + "}".repeat(40))) {
      assertRefused(Issuer.sign(header, broken, Issuer.RSA), Refusal.MALFORMED);
    }
  }

  @Test
  void readsUtf8Only() {
    byte[] header = "{\"alg\":\"RS256\",\"kid\":\"r\"}".getBytes(UTF_8);
    String claims = dev.sundial.json.JsonWriter.write(claims());
    assertRefused(
        Issuer.signed(header, claims.getBytes(UTF_16BE), "RS256", Issuer.RSA), Refusal.MALFORMED);
    byte[] broken = claims.replace("alice", "al\u0001ce").getBytes(UTF_8);
    broken[claims.indexOf("alice") + 2] = (byte) 0xff;
    assertRefused(Issuer.signed(header, broken, "RS256", Issuer.RSA), Refusal.MALFORMED);
  }

  @Test
  void takesThreePartsOfBase64urlAndNothingElse() {
    String good = token(claims());
    String[] parts = good.split("\\.");
    for (String bad :
        List.of(
            "",
            ".",
            "..",
            "...",
            "a.b.c",
            parts[0],
            parts[0] + "." + parts[1],
            good.substring(1),
            good + ".",
            "." + good,
            good + "=",
            good + "\n",
            " " + good,
            good.replace('.', ':'),
            parts[0] + "=." + parts[1] + "." + parts[2],
            parts[0] + "." + parts[1] + "." + parts[2] + "+",
            parts[0] + ".." + parts[2],
            parts[0] + "." + parts[1] + "." + parts[2] + "." + parts[0] + "." + parts[1],
            "é." + parts[1] + "." + parts[2])) {
      assertRefused(bad, Refusal.MALFORMED);
    }
  }

  /** Else one token would have many texts. */
  @Test
  void takesOneSpellingOfTheSameBytes() {
    String good = Issuer.sign(Issuer.header("ES256", "e"), claims(), Issuer.P256);
    char last = good.charAt(good.length() - 1); // of 86 characters: 4 of its bits count for nothing
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    char other = alphabet.charAt(alphabet.indexOf(last) + 1);
    assertRefused(good.substring(0, good.length() - 1) + other, Refusal.MALFORMED);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 10, 100, 200})
  void takesNoTruncatedToken(int cut) {
    String good = token(claims());
    assertThat(verifier.verify(good.substring(0, good.length() - cut)))
        .isInstanceOf(Verdict.Refused.class);
  }

  @Test
  void looksAtNoMoreThanFitsIntoAHeader() {
    assertRefused("x".repeat(3_000_000), Refusal.TOO_LONG);
    String good = token(claims(c -> c.put("padding", "x".repeat(6_800))));
    assertThat(good.length()).isBetween(9_000, CompactToken.MAX_LENGTH);
    assertAccepted(good);
    assertRefused(token(claims(c -> c.put("padding", "x".repeat(7_200)))), Refusal.TOO_LONG);
    assertThat(issuer.asked).hasSize(2);
  }

  @Test
  void asksTheIssuerNothingForATokenItWouldRefuseAnyway() {
    assertRefused("a.b.c", Refusal.MALFORMED);
    assertRefused(withHeader(h -> h.put("typ", "JOSE")), Refusal.TYPE);
    assertThat(issuer.asked).isEmpty();
  }
}
