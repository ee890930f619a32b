package dev.sundial.dataset;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * What lies below a model's prefix.
 *
 * @param csv keys ending in {@code .csv}, whatever the case, in text order
 * @param skipped the first other keys
 * @param skippedCount how many others there are
 */
record DataListing(List<String> csv, List<String> skipped, int skippedCount) {
  /** Most objects a model's data may come in. */
  static final int MOST_OBJECTS = 10_000;

  static DataListing of(S3Client s3, String bucket, String prefix) throws BadDataException {
    List<String> csv = new ArrayList<>();
    List<String> others = new ArrayList<>();
    ListObjectsV2Request request =
        ListObjectsV2Request.builder().bucket(bucket).prefix(prefix).build();
    ListObjectsV2Response page;
    do {
      page = s3.listObjectsV2(request);
      for (S3Object object : page.contents()) {
        (isCsv(object.key()) ? csv : others).add(object.key());
      }
      if (csv.size() + others.size() > MOST_OBJECTS) {
        String message = "more than " + MOST_OBJECTS + " objects are below this prefix";
        throw new BadDataException(new DataProblem(bucket, prefix, 0, "", message));
      }
      request = request.toBuilder().continuationToken(page.nextContinuationToken()).build();
    } while (Boolean.TRUE.equals(page.isTruncated()));
    if (csv.isEmpty()) {
      String message = "no object below this prefix ends in .csv; it holds " + others.size();
      throw new BadDataException(new DataProblem(bucket, prefix, 0, "", message + " others"));
    }
    Collections.sort(csv);
    int shown = Math.min(others.size(), DataProvenance.MOST_SKIPPED);
    return new DataListing(csv, List.copyOf(others.subList(0, shown)), others.size());
  }

  private static boolean isCsv(String key) {
    return key.toLowerCase(Locale.ROOT).endsWith(".csv");
  }
}
