package dev.sundial.local.s3;

import dev.sundial.local.endpoint.Account;
import dev.sundial.local.endpoint.AwsError;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The headers of S3's own that each operation reads. A request with any other is refused by its
 * name: it asks for something that is not here.
 */
final class S3Headers {
  /** Of JavaScript's presigned requests it is in the query. */
  static final String CHECKSUM_MODE = "x-amz-checksum-mode";

  private static final String OURS = "x-amz-";
  private static final String METADATA = "x-amz-meta-";
  private static final String GRANT = "x-amz-grant-";
  private static final String SOURCE_OWNER = "x-amz-source-expected-bucket-owner";

  /**
   * Of the signature, of the body, of the client, and of who is meant and who pays. SDKs send the
   * check sum of no body too.
   */
  private static final Set<String> ANYWHERE =
      Set.of(
          "x-amz-checksum-crc32",
          "x-amz-checksum-crc32c",
          "x-amz-checksum-crc64nvme",
          "x-amz-checksum-sha1",
          "x-amz-checksum-sha256",
          "x-amz-content-sha256",
          "x-amz-date",
          "x-amz-decoded-content-length",
          "x-amz-expected-bucket-owner",
          "x-amz-request-payer",
          "x-amz-sdk-checksum-algorithm",
          "x-amz-security-token",
          "x-amz-te",
          "x-amz-trailer",
          "x-amz-user-agent");

  private static final Set<String> OF_OBJECTS =
      Set.of("x-amz-acl", "x-amz-server-side-encryption", "x-amz-storage-class");

  private static final Set<String> OF_COPIES =
      Set.of(
          CopySource.HEADER,
          "x-amz-copy-source-if-match",
          "x-amz-copy-source-if-modified-since",
          "x-amz-copy-source-if-none-match",
          "x-amz-copy-source-if-unmodified-since",
          SOURCE_OWNER);

  /** The operations that give an object its metadata. */
  private static final Set<String> WITH_METADATA =
      Set.of("PutObject", "CopyObject", "CreateMultipartUpload");

  private static final Map<String, Set<String>> OF_OPERATIONS =
      Map.ofEntries(
          Map.entry(
              "CreateBucket",
              Set.of("x-amz-acl", "x-amz-bucket-object-lock-enabled", "x-amz-object-ownership")),
          Map.entry("PutObject", with(OF_OBJECTS, "x-amz-tagging")),
          Map.entry("CopyObject", with(union(OF_COPIES, OF_OBJECTS), "x-amz-metadata-directive")),
          Map.entry(
              "CreateMultipartUpload",
              with(OF_OBJECTS, "x-amz-tagging", "x-amz-checksum-algorithm", "x-amz-checksum-type")),
          Map.entry("UploadPartCopy", with(OF_COPIES, "x-amz-copy-source-range")),
          Map.entry(
              "CompleteMultipartUpload", Set.of("x-amz-checksum-type", "x-amz-mp-object-size")),
          Map.entry("GetObject", Set.of(CHECKSUM_MODE)),
          Map.entry("HeadObject", Set.of(CHECKSUM_MODE)),
          Map.entry("GetObjectAttributes", Set.of("x-amz-object-attributes")));

  private S3Headers() {}

  static void check(S3Call call) {
    Set<String> known = OF_OPERATIONS.getOrDefault(call.operation(), Set.of());
    call.request()
        .headers()
        .values()
        .forEach((name, values) -> check(call, known, name.toLowerCase(Locale.ROOT), values));
    checkOwner(call, "x-amz-expected-bucket-owner");
    checkOwner(call, SOURCE_OWNER);
  }

  private static void check(S3Call call, Set<String> known, String name, List<String> values) {
    boolean metadata = name.startsWith(METADATA) && WITH_METADATA.contains(call.operation());
    if (!name.startsWith(OURS) || metadata) {
      return;
    }
    if (name.startsWith(GRANT) && known.contains("x-amz-acl")) {
      throw call.operation().equals("CreateBucket")
          ? BucketOperations.noBucketAcls()
          : ObjectOperations.noAcls();
    }
    if (!known.contains(name) && !ANYWHERE.contains(name)) {
      throw S3Errors.notImplemented(call.operation() + " with " + name);
    }
    if (values.size() > 1) {
      throw S3Errors.invalidArgument("The header " + name + " is given more than once");
    }
  }

  private static void checkOwner(S3Call call, String header) {
    if (!call.header(header).orElse(Account.ID).equals(Account.ID)) {
      throw new AwsError(403, "AccessDenied", "Access Denied");
    }
  }

  private static Set<String> with(Set<String> some, String... more) {
    return union(some, Set.of(more));
  }

  private static Set<String> union(Set<String> some, Set<String> more) {
    Set<String> all = new TreeSet<>(some);
    all.addAll(more);
    return Set.copyOf(all);
  }
}
