package dev.sundial.authorizer;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sundial.json.InvalidDocumentException;
import dev.sundial.json.JsonReader;
import dev.sundial.json.Value;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * A token taken apart, nothing of it believed yet.
 *
 * @param header what it says of itself
 * @param claims what it says of its bearer
 * @param signed the bytes that the signature is about
 * @param signature as it came, in base64url
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7515#section-7.1">RFC 7515, section 7.1</a>
 */
record CompactToken(Members header, Members claims, byte[] signed, String signature) {
  /** API Gateway takes no more than 10,240 bytes of all headers. */
  static final int MAX_LENGTH = 10_000;

  /** Header, claims and signature; a JWE has five parts, an unsecured one an empty third. */
  private static final Pattern PARTS =
      Pattern.compile("([A-Za-z0-9_-]+)\\.([A-Za-z0-9_-]+)\\.([A-Za-z0-9_-]*)");

  static CompactToken parse(String token) throws RefusedException {
    if (token.length() > MAX_LENGTH) {
      throw new RefusedException(Refusal.TOO_LONG);
    }
    var parts = PARTS.matcher(token);
    if (!parts.matches()) {
      throw new RefusedException(Refusal.MALFORMED);
    }
    String signature = parts.group(3);
    byte[] unused = decoded(signature);
    return new CompactToken(
        members(parts.group(1)),
        members(parts.group(2)),
        token.substring(0, token.lastIndexOf('.')).getBytes(US_ASCII),
        signature);
  }

  private static Members members(String part) throws RefusedException {
    String json = utf8(decoded(part));
    // A reader of JSON would take other encodings, which have zero bytes, and a mark of order.
    if (!json.startsWith("{") || json.indexOf('\0') >= 0) {
      throw new RefusedException(Refusal.MALFORMED);
    }
    try {
      if (JsonReader.read("a part", json) instanceof Value.Fields object) {
        return new Members(object.fields());
      }
    } catch (InvalidDocumentException e) {
      // Its message may repeat what it read.
    }
    throw new RefusedException(Refusal.MALFORMED);
  }

  /** Without padding, and the one way to write these bytes. */
  private static byte[] decoded(String part) throws RefusedException {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(part);
      if (Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(part)) {
        return bytes;
      }
    } catch (IllegalArgumentException e) {
      // Refused below: one character more than whole bytes.
    }
    throw new RefusedException(Refusal.MALFORMED);
  }

  private static String utf8(byte[] bytes) throws RefusedException {
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new RefusedException(Refusal.MALFORMED);
    }
  }
}
