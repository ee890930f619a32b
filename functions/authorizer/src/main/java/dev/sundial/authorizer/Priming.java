package dev.sundial.authorizer;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sundial.auth.TokenRules;
import dev.sundial.json.JsonWriter;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * Walks the path of a request before the snapshot, the good and the bad, by keys of an issuer that
 * exists nowhere and is forgotten right after.
 */
final class Priming {
  private static final int ROUNDS = 100;
  private static final String ISSUER = "https://issuer.invalid";
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final int COORDINATE_BYTES = 32;

  private Priming() {}

  static void run() throws GeneralSecurityException {
    KeyPair rsa = pair("RSA", Optional.empty());
    KeyPair elliptic = pair("EC", Optional.of("secp256r1"));
    byte[] published = keySet(rsa, elliptic).getBytes(UTF_8);
    Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    TokenRules rules = new TokenRules(ISSUER, List.of("api"), Optional.empty());
    byte[] description =
        JsonWriter.write(Map.of("issuer", ISSUER, "jwks_uri", ISSUER + "/jwks")).getBytes(UTF_8);
    PublishedKeys.Documents documents =
        (from, most) -> from.uri().getPath().equals("/jwks") ? published : description;
    IssuerKeys keys = new IssuerKeys(new PublishedKeys(rules, documents), clock, line -> {});
    Authorization authorization =
        new Authorization(new TokenVerifier(rules, keys, clock), line -> {});
    List<byte[]> events = events(rsa, elliptic);
    for (int round = 0; round < ROUNDS; round++) {
      keys.forget();
      events.forEach(authorization::answer);
    }
    // What a first connection over TLS would load and read.
    Object unused = SSLContext.getDefault().getSocketFactory();
  }

  private static List<byte[]> events(KeyPair rsa, KeyPair elliptic)
      throws GeneralSecurityException {
    long expires = NOW.getEpochSecond() + 600;
    String claims = claims("api", expires);
    return List.of(
        event("Bearer " + token("RS256", "r", claims, rsa)),
        event("Bearer " + token("ES256", "e", claims, elliptic)),
        event("Bearer " + token("RS256", "r", claims("api", 1), rsa)),
        event("Bearer " + token("RS256", "r", claims("other", expires), rsa)),
        event("Bearer " + token("ES256", "unknown", claims, elliptic)),
        event("Bearer not.a.token"),
        event("Basic eDp5"));
  }

  private static String claims(String audience, long expires) {
    return JsonWriter.write(
        Map.of("iss", ISSUER, "aud", List.of(audience), "sub", "primer", "exp", expires));
  }

  private static byte[] event(String header) {
    return JsonWriter.write(
            Map.of(
                "type",
                "TOKEN",
                "authorizationToken",
                header,
                "methodArn",
                "arn:aws:execute-api:us-east-1:000000000000:abc/stage/GET/health"))
        .getBytes(UTF_8);
  }

  private static String token(String algorithm, String id, String claims, KeyPair pair)
      throws GeneralSecurityException {
    String signed =
        base64(JsonWriter.write(Map.of("alg", algorithm, "typ", "JWT", "kid", id)).getBytes(UTF_8))
            + "."
            + base64(claims.getBytes(UTF_8));
    Signature signature =
        Signature.getInstance(
            algorithm.startsWith("RS") ? "SHA256withRSA" : "SHA256withECDSAinP1363Format");
    signature.initSign(pair.getPrivate());
    signature.update(signed.getBytes(US_ASCII));
    return signed + "." + base64(signature.sign());
  }

  private static KeyPair pair(String type, Optional<String> curve) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(type);
    if (curve.isPresent()) {
      generator.initialize(new ECGenParameterSpec(curve.get()));
    } else {
      generator.initialize(2048);
    }
    return generator.generateKeyPair();
  }

  private static String keySet(KeyPair rsa, KeyPair elliptic) {
    RSAPublicKey r = (RSAPublicKey) rsa.getPublic();
    ECPublicKey e = (ECPublicKey) elliptic.getPublic();
    return JsonWriter.write(
        Map.of(
            "keys",
            List.of(
                Map.of(
                    "kty",
                    "RSA",
                    "kid",
                    "r",
                    "n",
                    base64(r.getModulus().toByteArray()),
                    "e",
                    base64(r.getPublicExponent().toByteArray())),
                Map.of(
                    "kty",
                    "EC",
                    "kid",
                    "e",
                    "crv",
                    "P-256",
                    "x",
                    base64(coordinate(e.getW().getAffineX())),
                    "y",
                    base64(coordinate(e.getW().getAffineY()))))));
  }

  /** Right-aligned, as long as the curve's field. */
  private static byte[] coordinate(BigInteger number) {
    byte[] bytes = number.toByteArray();
    byte[] whole = new byte[COORDINATE_BYTES];
    int length = Math.min(bytes.length, COORDINATE_BYTES);
    System.arraycopy(
        Arrays.copyOfRange(bytes, bytes.length - length, bytes.length),
        0,
        whole,
        COORDINATE_BYTES - length,
        length);
    return whole;
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
