package dev.sundial.lean;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signature version 4 as the receiver computes it, from what arrived: see "Create a signed AWS API
 * request" in the IAM user guide.
 */
final class Signatures {
  private static final Pattern FORM =
      Pattern.compile(
          "AWS4-HMAC-SHA256 Credential=([^/]+)/(\\d{8}/([^/]+)/([^/]+)/aws4_request),"
              + " SignedHeaders=([^,]+), Signature=([0-9a-f]{64})");

  private Signatures() {}

  /** What a request claims: {@code access key, scope, signed headers}, once the rest is right. */
  static List<String> verified(ServiceFake.Request request, String secret) throws Exception {
    Matcher form = FORM.matcher(request.header("authorization"));
    if (!form.matches()) {
      throw new AssertionError("no signature: " + request.header("authorization"));
    }
    List<String> signed = List.of(form.group(5).split(";"));
    String hash = hex(sha256(request.bytes()));
    String canonical =
        request.method()
            + "\n"
            + request.path()
            + "\n\n"
            + signed.stream()
                .map(name -> name + ":" + request.header(name).strip() + "\n")
                .collect(Collectors.joining())
            + "\n"
            + form.group(5)
            + "\n"
            + hash;
    String date = request.header("x-amz-date");
    String toSign =
        "AWS4-HMAC-SHA256\n"
            + date
            + "\n"
            + form.group(2)
            + "\n"
            + hex(sha256(canonical.getBytes(StandardCharsets.UTF_8)));
    byte[] key = ("AWS4" + secret).getBytes(StandardCharsets.UTF_8);
    for (String part :
        List.of(date.substring(0, 8), form.group(3), form.group(4), "aws4_request", toSign)) {
      key = hmac(key, part);
    }
    if (!hex(key).equals(form.group(6))) {
      throw new AssertionError("wrong signature of\n" + canonical);
    }
    return List.of(form.group(1), form.group(2), form.group(5));
  }

  private static byte[] hmac(byte[] key, String text) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] sha256(byte[] bytes) throws Exception {
    return MessageDigest.getInstance("SHA-256").digest(bytes);
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
