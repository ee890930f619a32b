package dev.sundial.authorizer;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import dev.sundial.auth.KeyAddress;
import dev.sundial.json.JsonWriter;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Somebody who issues tokens, and publishes what the test says. */
final class Issuer implements PublishedKeys.Documents {
  static final String NAME = "https://login.example.com/tenant";
  static final KeyPair RSA = rsa(2048);
  static final KeyPair OTHER_RSA = rsa(2048);
  static final KeyPair P256 = elliptic("secp256r1");

  final List<String> asked = new ArrayList<>();
  String keySet = keySet(jwk(RSA, "r"), jwk(P256, "e"));
  String description =
      "{\"issuer\":\"" + NAME + "\",\"jwks_uri\":\"https://keys.example.com/jwks\"}";
  boolean isDown;

  @Override
  public byte[] read(KeyAddress from, int mostBytes) throws IOException {
    asked.add(from.toString());
    if (isDown) {
      throw new IOException("Connection refused");
    }
    return (from.toString().endsWith("/openid-configuration") ? description : keySet)
        .getBytes(UTF_8);
  }

  static KeyPair rsa(int bits) {
    return generate("RSA", new RSAKeyGenParameterSpec(bits, RSAKeyGenParameterSpec.F4));
  }

  static KeyPair elliptic(String curve) {
    return generate("EC", new ECGenParameterSpec(curve));
  }

  private static KeyPair generate(String type, AlgorithmParameterSpec spec) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(type);
      generator.initialize(spec);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A key as it is published. */
  static Map<String, Object> jwk(KeyPair pair, String id) {
    JWK jwk =
        pair.getPublic() instanceof ECPublicKey key
            ? new ECKey.Builder(Curve.forECParameterSpec(key.getParams()), key).keyID(id).build()
            : new RSAKey.Builder((RSAPublicKey) pair.getPublic()).keyID(id).build();
    return new LinkedHashMap<>(jwk.toJSONObject());
  }

  @SafeVarargs
  static String keySet(Map<String, Object>... keys) {
    return JsonWriter.write(Map.of("keys", List.of(keys)));
  }

  static Map<String, Object> header(String algorithm, String id) {
    Map<String, Object> header = new LinkedHashMap<>();
    header.put("alg", algorithm);
    header.put("kid", id);
    return header;
  }

  static String sign(Map<String, Object> header, Map<String, Object> claims, KeyPair pair) {
    return sign(JsonWriter.write(header), JsonWriter.write(claims), pair);
  }

  /** By the algorithm that the header says. */
  static String sign(String header, String claims, KeyPair pair) {
    String algorithm = header.replaceAll("(?s).*\"alg\":\"([^\"]*)\".*", "$1");
    return signed(header.getBytes(UTF_8), claims.getBytes(UTF_8), algorithm, pair);
  }

  static String signed(byte[] header, byte[] claims, String algorithm, KeyPair pair) {
    String signed = base64(header) + "." + base64(claims);
    try {
      Signature signature = signature(algorithm);
      signature.initSign(pair.getPrivate());
      signature.update(signed.getBytes(US_ASCII));
      return signed + "." + base64(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Signature signature(String algorithm) throws GeneralSecurityException {
    String hash = "SHA" + algorithm.substring(2);
    String dashed = "SHA-" + algorithm.substring(2);
    if (algorithm.startsWith("PS")) {
      Signature signature = Signature.getInstance("RSASSA-PSS");
      int salt = Integer.parseInt(algorithm.substring(2)) / 8;
      signature.setParameter(
          new PSSParameterSpec(dashed, "MGF1", new MGF1ParameterSpec(dashed), salt, 1));
      return signature;
    }
    return Signature.getInstance(
        algorithm.startsWith("RS") ? hash + "withRSA" : hash + "withECDSAinP1363Format");
  }

  /** With a secret that everybody knows. */
  static String mac(Map<String, Object> header, Map<String, Object> claims, byte[] secret) {
    String signed =
        base64(JsonWriter.write(header).getBytes(UTF_8))
            + "."
            + base64(JsonWriter.write(claims).getBytes(UTF_8));
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      return signed + "." + base64(mac.doFinal(signed.getBytes(US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
