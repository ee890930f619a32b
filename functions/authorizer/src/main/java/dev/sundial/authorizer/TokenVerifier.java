package dev.sundial.authorizer;

import dev.sundial.auth.TokenRules;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Says whether a token is genuine and meant for this API, now.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7519#section-7.2">RFC 7519, section 7.2</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8725">RFC 8725, best current practices</a>
 */
final class TokenVerifier {
  /** How far the issuer's clock may be from ours. */
  static final Duration LEEWAY = Duration.ofSeconds(30);

  /** What a token may say that it is; most say nothing. Without {@code application/}. */
  private static final Set<String> TYPES = Set.of("jwt", "at+jwt");

  private static final String MEDIA_TYPE = "application/";
  private static final int LONGEST_SUBJECT = 1024;

  private final TokenRules rules;
  private final IssuerKeys keys;
  private final Clock clock;

  TokenVerifier(TokenRules rules, IssuerKeys keys, Clock clock) {
    this.rules = rules;
    this.keys = keys;
    this.clock = clock;
  }

  /**
   * @param token in the compact form
   * @throws KeysUnavailableException when nothing can be said of it
   */
  Verdict verify(String token) {
    try {
      CompactToken parts = CompactToken.parse(token);
      checkSignature(parts);
      return checkClaims(parts.claims());
    } catch (RefusedException e) {
      return new Verdict.Refused(e.why());
    }
  }

  /** Only names in the header count: a key, or the address of one, that it brings is not read. */
  private void checkSignature(CompactToken token) throws RefusedException {
    SignatureAlgorithm algorithm;
    Optional<String> id;
    try {
      Members header = token.header();
      algorithm =
          header
              .text("alg")
              .flatMap(SignatureAlgorithm::named)
              .orElseThrow(() -> new RefusedException(Refusal.ALGORITHM));
      // RFC 7515, section 4.1.11: who does not understand an extension it names must refuse.
      require(!header.has("crit"), Refusal.CRITICAL_EXTENSION);
      require(header.text("typ").map(TokenVerifier::isToken).orElse(true), Refusal.TYPE);
      id = header.text("kid");
    } catch (Members.WrongTypeException e) {
      throw new RefusedException(Refusal.MALFORMED);
    }
    List<VerificationKey> candidates = keys.current().candidates(algorithm, id);
    if (candidates.isEmpty() && id.isPresent()) {
      candidates = keys.newer().candidates(algorithm, id);
    }
    require(!candidates.isEmpty(), Refusal.UNKNOWN_KEY);
    require(
        candidates.stream()
            .anyMatch(key -> key.verifies(algorithm, token.signed(), token.signature())),
        Refusal.SIGNATURE);
  }

  private static boolean isToken(String type) {
    String lower = type.toLowerCase(Locale.ROOT);
    return TYPES.contains(
        lower.startsWith(MEDIA_TYPE) ? lower.substring(MEDIA_TYPE.length()) : lower);
  }

  private Verdict checkClaims(Members claims) throws RefusedException {
    try {
      require(claims.text("iss").filter(rules.issuer()::equals).isPresent(), Refusal.ISSUER);
      require(claims.texts("aud").stream().anyMatch(rules.audience()::contains), Refusal.AUDIENCE);
      BigDecimal expires =
          claims.seconds("exp").orElseThrow(() -> new RefusedException(Refusal.CLAIMS));
      require(now(LEEWAY.negated()).compareTo(expires) < 0, Refusal.EXPIRED);
      Optional<BigDecimal> begins = claims.seconds("nbf");
      require(begins.isEmpty() || now(LEEWAY).compareTo(begins.get()) >= 0, Refusal.NOT_YET);
      Optional<BigDecimal> unused = claims.seconds("iat");
      String subject =
          claims
              .text("sub")
              .filter(text -> !text.isBlank() && text.length() <= LONGEST_SUBJECT)
              .orElseThrow(() -> new RefusedException(Refusal.CLAIMS));
      return new Verdict.Accepted(rules.issuer(), subject);
    } catch (Members.WrongTypeException e) {
      throw new RefusedException(Refusal.CLAIMS);
    }
  }

  private BigDecimal now(Duration shift) {
    Instant now = clock.instant().plus(shift);
    return BigDecimal.valueOf(now.getEpochSecond()).add(BigDecimal.valueOf(now.getNano(), 9));
  }

  private static void require(boolean holds, Refusal otherwise) throws RefusedException {
    if (!holds) {
      throw new RefusedException(otherwise);
    }
  }
}
