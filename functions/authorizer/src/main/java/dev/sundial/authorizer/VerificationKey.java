package dev.sundial.authorizer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A public key that signatures may be verified by.
 *
 * @param id {@code kid}; empty when the issuer gave it none
 * @param only the one algorithm that it is for; empty when the issuer does not say
 * @param material the key itself
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7517#section-4">RFC 7517, section 4</a>
 */
record VerificationKey(Optional<String> id, Optional<String> only, Material material) {
  /** RFC 7518 asks for no less. */
  private static final int LEAST_RSA_BITS = 2048;

  /** Verification takes the longer the larger a key is, and somebody else chose it. */
  private static final int MOST_RSA_BITS = 8192;

  private static final int MOST_EXPONENT_BITS = 33;

  private static final Set<Curve> CURVES = Set.of(Curve.P_256, Curve.P_384, Curve.P_521);

  /** The key itself, by its type. */
  sealed interface Material {
    /** Modulus and exponent. */
    record Rsa(RSAKey key) implements Material {}

    /** A point on a curve. */
    record Elliptic(ECKey key) implements Material {}
  }

  /** Empty for a key that is for something else, is not understood, or is weak. */
  static Optional<VerificationKey> of(Members jwk) {
    try {
      List<String> operations = jwk.texts("key_ops");
      if (jwk.text("use").filter(use -> !use.equals("sig")).isPresent()
          || (jwk.has("key_ops") && !operations.contains("verify"))) {
        return Optional.empty();
      }
      Optional<String> id = jwk.text("kid");
      Optional<String> only = jwk.text("alg");
      return material(jwk).map(material -> new VerificationKey(id, only, material));
    } catch (Members.WrongTypeException | IllegalArgumentException | IllegalStateException e) {
      return Optional.empty();
    }
  }

  private static Optional<Material> material(Members jwk) throws Members.WrongTypeException {
    return switch (jwk.text("kty").orElse("")) {
      case "RSA" -> rsa(number(jwk, "n"), number(jwk, "e"));
      case "EC" ->
          CURVES.stream()
              .filter(curve -> curve.getName().equals(textOf(jwk, "crv")))
              .findFirst()
              .map(
                  curve ->
                      new Material.Elliptic(
                          new ECKey.Builder(
                                  curve,
                                  new Base64URL(textOf(jwk, "x")),
                                  new Base64URL(textOf(jwk, "y")))
                              .build()));
      default -> Optional.empty();
    };
  }

  private static Optional<Material> rsa(Base64URL modulus, Base64URL exponent) {
    int bits = modulus.decodeToBigInteger().bitLength();
    var e = exponent.decodeToBigInteger();
    boolean usable =
        bits >= LEAST_RSA_BITS
            && bits <= MOST_RSA_BITS
            && e.bitLength() > 1
            && e.bitLength() <= MOST_EXPONENT_BITS
            && e.testBit(0);
    return usable
        ? Optional.of(new Material.Rsa(new RSAKey.Builder(modulus, exponent).build()))
        : Optional.empty();
  }

  private static Base64URL number(Members jwk, String name) {
    return new Base64URL(textOf(jwk, name));
  }

  private static String textOf(Members jwk, String name) {
    try {
      return jwk.text(name).orElse("");
    } catch (Members.WrongTypeException e) {
      return "";
    }
  }

  /** Whether a token of that algorithm may be signed with it: the type must match, too. */
  boolean fits(SignatureAlgorithm algorithm) {
    boolean sameType =
        switch (material) {
          case Material.Rsa rsa -> algorithm.curve().isEmpty();
          case Material.Elliptic elliptic ->
              algorithm.curve().filter(elliptic.key().getCurve()::equals).isPresent();
        };
    return sameType && only.filter(name -> !name.equals(algorithm.name())).isEmpty();
  }

  /** Whether it fits the signature; of an algorithm that {@link #fits}. */
  boolean verifies(SignatureAlgorithm algorithm, byte[] signed, String signature) {
    try {
      JWSVerifier verifier =
          switch (material) {
            case Material.Rsa rsa -> new RSASSAVerifier(rsa.key());
            case Material.Elliptic elliptic -> new ECDSAVerifier(elliptic.key());
          };
      return verifier.verify(new JWSHeader(algorithm.jose()), signed, new Base64URL(signature));
    } catch (JOSEException e) {
      return false;
    }
  }
}
