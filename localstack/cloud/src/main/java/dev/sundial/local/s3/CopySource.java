package dev.sundial.local.s3;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What is copied.
 *
 * @param version empty for the latest one
 */
record CopySource(S3Address address, Optional<String> version) {
  static final String HEADER = "x-amz-copy-source";
  private static final String VERSION = "?versionId=";
  private static final Pattern VERSION_ID = Pattern.compile("[A-Za-z0-9._-]+");

  /**
   * @param header such as {@code /bucket/key?versionId=…}, its path percent-encoded
   */
  static CopySource parse(String header) {
    int query = header.indexOf(VERSION);
    String path = S3Address.decode(query < 0 ? header : header.substring(0, query));
    String plain = path.startsWith("/") ? path.substring(1) : path;
    int slash = plain.indexOf('/');
    if (slash <= 0 || slash == plain.length() - 1) {
      throw S3Errors.invalidArgument(
          "Copy Source must mention the source bucket and key: sourcebucket/sourcekey");
    }
    if (plain.startsWith("arn:")) {
      throw S3Errors.notImplemented("copies from access points");
    }
    S3Address address = S3Address.of(plain.substring(0, slash), plain.substring(slash + 1));
    if (query < 0) {
      return new CopySource(address, Optional.empty());
    }
    String version = header.substring(query + VERSION.length());
    if (!VERSION_ID.matcher(version).matches()) {
      throw S3Errors.invalidArgument("Invalid version id specified");
    }
    return new CopySource(address, Optional.of(version));
  }

  /** As the header says it. */
  String text() {
    return address.path().substring(1) + version.map(id -> VERSION + id).orElse("");
  }
}
