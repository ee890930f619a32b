package dev.sundial.local.stack;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What a resource being deployed may want to know.
 *
 * @param stack the stack's name
 * @param logicalId the resource's name in the template
 * @param generation 1 for the first physical resource of this name; one more for each that replaced
 *     another
 * @param assets the files of the {@code cdk.out}
 * @param fresh whether losing data was allowed
 */
public record Deployment(
    String stack, String logicalId, int generation, Assets assets, boolean fresh) {
  private static final int HASH_CHARS = 12;

  /**
   * A name for a resource that the template does not name: {@code stack-logicalId-hash}, shortened
   * at its end but for the hash. The same again for a repeated create; another one for a
   * replacement.
   *
   * @param maxLength most characters, from 13
   */
  public String physicalName(int maxLength) {
    String hash = hash(stack + "\n" + logicalId + "\n" + generation);
    String readable = stack + "-" + logicalId;
    int room = maxLength - HASH_CHARS - 1;
    return readable.substring(0, Math.min(room, readable.length())) + "-" + hash;
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, HASH_CHARS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
