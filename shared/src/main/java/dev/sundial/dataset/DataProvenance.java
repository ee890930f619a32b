package dev.sundial.dataset;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where a dataset came from, exactly enough to read the same bytes again.
 *
 * @param bucket the data bucket
 * @param prefix the model's prefix
 * @param sha256 of the objects' bytes, one after the other, in lower-case hexadecimal digits
 * @param rows of all objects
 * @param repeatedRows rows that equal an earlier one, features and target alike
 * @param objects what was read, in the order of their keys
 * @param skipped keys below the prefix that no training reads, at most {@value #MOST_SKIPPED} of
 *     them
 * @param skippedCount how many there were
 */
public record DataProvenance(
    String bucket,
    String prefix,
    String sha256,
    long rows,
    int repeatedRows,
    List<ObjectRead> objects,
    List<String> skipped,
    int skippedCount) {
  static final int MOST_SKIPPED = 20;

  /**
   * One object as it was read.
   *
   * @param versionId empty when the bucket keeps no versions
   * @param sha256 of its bytes, in lower-case hexadecimal digits
   */
  public record ObjectRead(String key, String versionId, long bytes, String sha256, long rows) {
    Map<String, Object> toJson() {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("key", key);
      json.put("versionId", versionId);
      json.put("bytes", bytes);
      json.put("sha256", sha256);
      json.put("rows", rows);
      return json;
    }
  }

  public DataProvenance {
    objects = List.copyOf(objects);
    skipped = List.copyOf(skipped);
  }

  public Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("bucket", bucket);
    json.put("prefix", prefix);
    json.put("sha256", sha256);
    json.put("rows", rows);
    json.put("repeatedRows", repeatedRows);
    json.put("objects", objects.stream().map(ObjectRead::toJson).toList());
    json.put("skipped", skipped);
    json.put("skippedCount", skippedCount);
    return json;
  }
}
