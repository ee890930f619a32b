package dev.sundial.freshness;

import dev.sundial.naming.ModelName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Delete;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;

/** Every version of every object below a model's artefacts, and their removal for good. */
final class AttemptObjects {
  /** Most that one request of S3 removes. */
  private static final int MOST_AT_ONCE = 1_000;

  private final S3Client s3;
  private final String bucket;

  AttemptObjects(S3Client s3, String bucket) {
    this.s3 = s3;
    this.bucket = bucket;
  }

  /** A version of an object, or a marker that hides one. */
  record Kept(String key, String versionId, Instant stored) {}

  /**
   * A page of them, by key.
   *
   * @param next asks for the next page; null after the last
   */
  record Page(List<Kept> objects, @Nullable ListObjectVersionsRequest next) {}

  ListObjectVersionsRequest first(ModelName model) {
    return ListObjectVersionsRequest.builder()
        .bucket(bucket)
        .prefix(AttemptPrefix.above(model))
        .build();
  }

  Page list(ListObjectVersionsRequest request) {
    ListObjectVersionsResponse listed = s3.listObjectVersions(request);
    List<Kept> objects = new ArrayList<>();
    listed.versions().forEach(v -> objects.add(new Kept(v.key(), v.versionId(), v.lastModified())));
    listed
        .deleteMarkers()
        .forEach(m -> objects.add(new Kept(m.key(), m.versionId(), m.lastModified())));
    return new Page(
        objects,
        Boolean.TRUE.equals(listed.isTruncated())
            ? request.toBuilder()
                .keyMarker(listed.nextKeyMarker())
                .versionIdMarker(listed.nextVersionIdMarker())
                .build()
            : null);
  }

  /**
   * Removes these versions; those that are gone already count as removed.
   *
   * @return what S3 says about those it did not remove
   */
  List<String> remove(List<Kept> objects) {
    List<String> refused = new ArrayList<>();
    for (int from = 0; from < objects.size(); from += MOST_AT_ONCE) {
      List<ObjectIdentifier> some =
          objects.subList(from, Math.min(objects.size(), from + MOST_AT_ONCE)).stream()
              .map(
                  kept ->
                      ObjectIdentifier.builder().key(kept.key).versionId(kept.versionId).build())
              .toList();
      DeleteObjectsResponse response =
          s3.deleteObjects(
              r -> r.bucket(bucket).delete(Delete.builder().objects(some).quiet(true).build()));
      response
          .errors()
          .forEach(error -> refused.add(error.key() + ": " + error.code() + " " + error.message()));
    }
    return refused;
  }
}
