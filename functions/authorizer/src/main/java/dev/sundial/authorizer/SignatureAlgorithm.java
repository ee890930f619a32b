package dev.sundial.authorizer;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The algorithms a token may be signed with: by a private key that only its issuer has. Neither
 * {@code none} nor any whose key the verifier would share.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7518#section-3.1">RFC 7518, section 3.1</a>
 */
enum SignatureAlgorithm {
  RS256(JWSAlgorithm.RS256, null),
  RS384(JWSAlgorithm.RS384, null),
  RS512(JWSAlgorithm.RS512, null),
  PS256(JWSAlgorithm.PS256, null),
  PS384(JWSAlgorithm.PS384, null),
  PS512(JWSAlgorithm.PS512, null),
  ES256(JWSAlgorithm.ES256, Curve.P_256),
  ES384(JWSAlgorithm.ES384, Curve.P_384),
  ES512(JWSAlgorithm.ES512, Curve.P_521);

  private final JWSAlgorithm jose;
  private final @Nullable Curve curve;

  SignatureAlgorithm(JWSAlgorithm jose, @Nullable Curve curve) {
    this.jose = jose;
    this.curve = curve;
  }

  /** By its name in a header, letter by letter. */
  static Optional<SignatureAlgorithm> named(String name) {
    return Arrays.stream(values()).filter(one -> one.name().equals(name)).findFirst();
  }

  JWSAlgorithm jose() {
    return jose;
  }

  /** The curve its keys are on; empty for RSA. */
  Optional<Curve> curve() {
    return Optional.ofNullable(curve);
  }
}
