package dev.sundial.e2e;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** An issuer of tokens on this machine, which describes itself and publishes keys. */
final class TokenIssuer implements AutoCloseable {
  static final String AUDIENCE = "sundial-tests";

  /** The id of the key that is never withdrawn. */
  static final String FIRST = "first";

  private static final String KEYS = "/keys";

  final AtomicInteger asked = new AtomicInteger();
  volatile boolean isDown;

  private final Map<String, KeyPair> published = new ConcurrentHashMap<>();
  private final HttpServer server;

  TokenIssuer() throws IOException {
    this.server =
        HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    server.createContext(
        "/.well-known/openid-configuration",
        exchange -> answer(exchange, Map.of("issuer", name(), "jwks_uri", name() + KEYS)));
    server.createContext(
        KEYS,
        exchange -> {
          asked.incrementAndGet();
          answer(exchange, Map.of("keys", published.entrySet().stream().map(this::jwk).toList()));
        });
    server.start();
  }

  private void answer(com.sun.net.httpserver.HttpExchange exchange, Map<String, ?> json)
      throws IOException {
    byte[] body = new ObjectMapper().writeValueAsBytes(json);
    exchange.sendResponseHeaders(isDown ? 503 : 200, body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  private Map<String, Object> jwk(Map.Entry<String, KeyPair> key) {
    RSAPublicKey rsa = (RSAPublicKey) key.getValue().getPublic();
    return Map.of(
        "kty",
        "RSA",
        "use",
        "sig",
        "kid",
        key.getKey(),
        "n",
        base64(rsa.getModulus().toByteArray()),
        "e",
        base64(rsa.getPublicExponent().toByteArray()));
  }

  String name() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  static KeyPair key() {
    try {
      return KeyPairGenerator.getInstance("RSA").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Publishes a key, and of those before it only the first. */
  KeyPair publish(String id) {
    KeyPair key = key();
    published.keySet().retainAll(List.of(FIRST));
    published.put(id, key);
    return key;
  }

  Map<String, Object> claims(Instant expires) {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", name());
    claims.put("aud", AUDIENCE);
    claims.put("sub", "tester");
    claims.put("exp", expires.getEpochSecond());
    return claims;
  }

  static String token(String id, Map<String, Object> claims, KeyPair key) {
    String signed = unsigned("RS256", id, claims);
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(key.getPrivate());
      signature.update(signed.getBytes(US_ASCII));
      return signed + "." + base64(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Signed with what everybody knows of a key. */
  static String confused(String id, Map<String, Object> claims, KeyPair key) {
    String signed = unsigned("HS256", id, claims);
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.getPublic().getEncoded(), "HmacSHA256"));
      return signed + "." + base64(mac.doFinal(signed.getBytes(US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static String unsecured(String id, Map<String, Object> claims) {
    return unsigned("none", id, claims) + ".";
  }

  private static String unsigned(String algorithm, String id, Map<String, Object> claims) {
    return List.of(Map.of("alg", algorithm, "kid", id), claims).stream()
        .map(TokenIssuer::json)
        .map(TokenIssuer::base64)
        .reduce((header, body) -> header + "." + body)
        .orElseThrow();
  }

  private static byte[] json(Object value) {
    try {
      return new ObjectMapper().writeValueAsString(value).getBytes(UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
