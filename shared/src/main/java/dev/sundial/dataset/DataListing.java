package dev.sundial.dataset;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * What lies below a model's prefix.
 *
 * @param data what is read, in the text order of the keys
 * @param skipped the first other keys
 * @param skippedCount how many others there are
 */
record DataListing(List<DataObject> data, List<String> skipped, int skippedCount) {

  /** An object to read. */
  record DataObject(String key, DataFormat format) {}

  /** Most objects a model's data may come in. */
  static final int MOST_OBJECTS = 10_000;

  static DataListing of(S3Client s3, String bucket, String prefix) throws BadDataException {
    List<DataObject> data = new ArrayList<>();
    List<String> others = new ArrayList<>();
    ListObjectsV2Request request =
        ListObjectsV2Request.builder().bucket(bucket).prefix(prefix).build();
    ListObjectsV2Response page;
    do {
      page = s3.listObjectsV2(request);
      for (S3Object object : page.contents()) {
        DataFormat.of(object.key())
            .ifPresentOrElse(
                format -> data.add(new DataObject(object.key(), format)),
                () -> others.add(object.key()));
      }
      if (data.size() + others.size() > MOST_OBJECTS) {
        String message = "more than " + MOST_OBJECTS + " objects are below this prefix";
        throw new BadDataException(new DataProblem(bucket, prefix, 0, "", message));
      }
      request = request.toBuilder().continuationToken(page.nextContinuationToken()).build();
    } while (Boolean.TRUE.equals(page.isTruncated()));
    if (data.isEmpty()) {
      String message =
          "no object below this prefix ends in " + DataFormat.ENDS + "; it holds " + others.size();
      throw new BadDataException(new DataProblem(bucket, prefix, 0, "", message + " others"));
    }
    data.sort(Comparator.comparing(DataObject::key));
    int shown = Math.min(others.size(), DataProvenance.MOST_SKIPPED);
    return new DataListing(data, List.copyOf(others.subList(0, shown)), others.size());
  }

  List<String> keys() {
    return data.stream().map(DataObject::key).toList();
  }
}
