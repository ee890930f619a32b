package dev.sundial.local.s3;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;

/**
 * A version of an object, or a delete marker, as a listing of S3Mock tells it.
 *
 * @param marker whether it is a delete marker
 * @param latest whether it is what a read without a version meets
 * @param details such as {@code ETag} and {@code Size}
 */
record ListedVersion(
    String key, String versionId, boolean marker, boolean latest, XmlElement details) {

  /**
   * By key, in the order of the bytes of UTF-8; of one key the latest first, the others as they
   * were.
   */
  static final Comparator<ListedVersion> ORDER =
      Comparator.comparing(ListedVersion::key, ListedVersion::compareKeys)
          .thenComparing(ListedVersion::latest, Comparator.reverseOrder());

  static ListedVersion of(XmlElement element) {
    return new ListedVersion(
        element.text("Key"),
        element.text("VersionId"),
        element.name().equals("DeleteMarker"),
        element.text("IsLatest").equals("true"),
        element);
  }

  static int compareKeys(String one, String other) {
    return Arrays.compareUnsigned(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }
}
