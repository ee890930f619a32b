package dev.sundial.local.signing;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Checks signatures for one service in one region: AWS Signature Version 4, in the header or
 * presigned, over the body as it came. When it was made and when it expires is not checked, since
 * the clock is virtual. {@code UNSIGNED-PAYLOAD} is a mismatch: only S3 knows it.
 *
 * @param keys the secrets
 * @param region such as {@code us-east-1}
 * @param service signing name, such as {@code execute-api}
 */
public record SignatureCheck(SigningKeys keys, String region, String service) {

  /** Whether a request is signed, and by whose key. */
  public Verdict of(Arrived request) {
    try {
      Optional<Claim> claim = Claim.of(request);
      if (claim.isEmpty()) {
        return new Verdict.Unsigned();
      }
      check(request, claim.get());
      return new Verdict.Genuine(claim.get().accessKey());
    } catch (Refusal refusal) {
      return refusal.verdict();
    }
  }

  private void check(Arrived request, Claim claim) throws Refusal {
    if (!claim.scope().service().equals(service)) {
      throw Refusal.invalid("Credential should be scoped to correct service: '" + service + "'. ");
    }
    if (!claim.scope().region().equals(region)) {
      throw Refusal.invalid(
          "Credential should be scoped to a valid region, not '" + claim.scope().region() + "'. ");
    }
    if (claim.signedHeaders().stream().noneMatch("host"::equalsIgnoreCase)) {
      throw Refusal.invalid(
          "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");
    }
    String secret = secret(claim);
    String canonical = CanonicalRequest.of(request, claim.signedHeaders(), claim.presigned());
    if (!isSame(signature(secret, claim, canonical), claim.signature())) {
      throw Refusal.mismatch();
    }
  }

  private String secret(Claim claim) throws Refusal {
    return switch (keys.find(claim.accessKey())) {
      case SigningKeys.Found.Known(String secret, String token) -> {
        if (!isSame(token, claim.token())) {
          throw Refusal.unknownKey();
        }
        yield secret;
      }
      case SigningKeys.Found.Expired() -> throw Refusal.expiredKey();
      case SigningKeys.Found.Unknown() -> throw Refusal.unknownKey();
    };
  }

  private static String signature(String secret, Claim claim, String canonicalRequest) {
    String toSign =
        String.join(
            "\n",
            Claim.ALGORITHM,
            claim.time(),
            claim.scope().text(),
            Hash.hexSha256(canonicalRequest.getBytes(StandardCharsets.UTF_8)));
    byte[] key = ("AWS4" + secret).getBytes(StandardCharsets.UTF_8);
    for (String part :
        List.of(
            claim.scope().day(), claim.scope().region(), claim.scope().service(), "aws4_request")) {
      key = Hash.hmac(key, part);
    }
    return HexFormat.of().formatHex(Hash.hmac(key, toSign));
  }

  /** Takes as long for a near miss as for any other. */
  private static boolean isSame(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }
}
