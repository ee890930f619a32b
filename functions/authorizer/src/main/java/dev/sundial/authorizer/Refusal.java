package dev.sundial.authorizer;

/** Why a token is not taken. A caller is never told which of these it was; the log is. */
enum Refusal {
  /** The header is not {@code Bearer} and a token. */
  NO_BEARER,
  /** Longer than {@link CompactToken#MAX_LENGTH}. */
  TOO_LONG,
  /** Not three parts of base64url, or header or claims are not strict JSON objects. */
  MALFORMED,
  /** An algorithm that is not in {@link SignatureAlgorithm}, {@code none} and HMAC among them. */
  ALGORITHM,
  /** It says that it is something else than a JWT or an access token. */
  TYPE,
  /** It demands an extension to be understood; none is. */
  CRITICAL_EXTENSION,
  /** The issuer publishes no key of that name that fits the algorithm. */
  UNKNOWN_KEY,
  /** No key that it may be signed with fits its signature. */
  SIGNATURE,
  /** A claim is of the wrong type, or a required one is missing. */
  CLAIMS,
  /** From another issuer. */
  ISSUER,
  /** For somebody else. */
  AUDIENCE,
  /** It is over. */
  EXPIRED,
  /** It has not begun. */
  NOT_YET
}
