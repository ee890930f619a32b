package dev.sundial.freshness;

import dev.sundial.dataset.DataFormat;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * The newest of a model's data objects.
 *
 * @param stored when it was stored; empty when there is none
 * @param objects how many were looked at
 * @param more whether there are more: then a newer one may be among them. S3 lists by key, not by
 *     time, and a training refuses as many
 */
record NewestData(Optional<Instant> stored, int objects, boolean more) {
  /** Each with at most 1,000 objects, as many as a training reads. */
  static final int MOST_PAGES = 10;

  /**
   * Looks at what a training would read below a prefix.
   *
   * @param timeLeft false when it must end
   * @throws IncompleteException when it had to end
   */
  static NewestData below(String prefix, S3Client s3, String bucket, BooleanSupplier timeLeft) {
    Instant newest = Instant.MIN;
    int objects = 0;
    ListObjectsV2Request request =
        ListObjectsV2Request.builder().bucket(bucket).prefix(prefix).build();
    boolean more = true;
    for (int page = 0; more && page < MOST_PAGES; page++) {
      if (!timeLeft.getAsBoolean()) {
        throw new IncompleteException("left out after " + objects + " objects");
      }
      ListObjectsV2Response listed = s3.listObjectsV2(request);
      for (S3Object object : listed.contents()) {
        if (DataFormat.of(object.key()).isPresent()) {
          objects++;
          newest = object.lastModified().isAfter(newest) ? object.lastModified() : newest;
        }
      }
      more = Boolean.TRUE.equals(listed.isTruncated());
      request = request.toBuilder().continuationToken(listed.nextContinuationToken()).build();
    }
    return new NewestData(objects == 0 ? Optional.empty() : Optional.of(newest), objects, more);
  }
}
