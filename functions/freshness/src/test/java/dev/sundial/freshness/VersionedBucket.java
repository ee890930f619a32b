package dev.sundial.freshness;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteMarkerEntry;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.S3Error;

/** A bucket that keeps every version, and lists three of them a page. */
final class VersionedBucket implements S3Client {
  private static final int PAGE = 3;

  private final List<Entry> entries = new ArrayList<>();
  private int versions;

  /** The key whose removal is refused. */
  String refused = "";

  /** The key whose removal fails the whole request. */
  String broken = "";

  /** Is run when something is removed. */
  Runnable removing = () -> {};

  /** What was listed. */
  final List<String> listed = new ArrayList<>();

  private record Entry(String key, String version, Instant stored, boolean marker) {}

  void put(String key, Instant stored) {
    add(key, stored, false);
  }

  void mark(String key, Instant stored) {
    add(key, stored, true);
  }

  List<String> keys() {
    return entries.stream().map(Entry::key).distinct().toList();
  }

  private void add(String key, Instant stored, boolean marker) {
    entries.add(new Entry(key, "v" + versions++, stored, marker));
    entries.sort(Comparator.comparing(Entry::key).thenComparing(Entry::version));
  }

  @Override
  public ListObjectVersionsResponse listObjectVersions(ListObjectVersionsRequest request) {
    listed.add(request.prefix());
    List<Entry> below =
        entries.stream()
            .filter(entry -> entry.key.startsWith(request.prefix()))
            .filter(entry -> request.keyMarker() == null || isAfter(entry, request))
            .toList();
    List<Entry> page = below.subList(0, Math.min(PAGE, below.size()));
    boolean more = below.size() > page.size();
    return ListObjectVersionsResponse.builder()
        .versions(
            page.stream()
                .filter(entry -> !entry.marker)
                .map(
                    entry ->
                        ObjectVersion.builder()
                            .key(entry.key)
                            .versionId(entry.version)
                            .lastModified(entry.stored)
                            .build())
                .toList())
        .deleteMarkers(
            page.stream()
                .filter(Entry::marker)
                .map(
                    entry ->
                        DeleteMarkerEntry.builder()
                            .key(entry.key)
                            .versionId(entry.version)
                            .lastModified(entry.stored)
                            .build())
                .toList())
        .isTruncated(more)
        .nextKeyMarker(more ? page.getLast().key : null)
        .nextVersionIdMarker(more ? page.getLast().version : null)
        .build();
  }

  private static boolean isAfter(Entry entry, ListObjectVersionsRequest request) {
    int order = entry.key.compareTo(request.keyMarker());
    return order > 0 || (order == 0 && entry.version.compareTo(request.versionIdMarker()) > 0);
  }

  @Override
  public DeleteObjectsResponse deleteObjects(DeleteObjectsRequest request) {
    removing.run();
    List<S3Error> errors = new ArrayList<>();
    for (ObjectIdentifier object : request.delete().objects()) {
      if (object.versionId() == null) {
        throw new IllegalArgumentException("would only hide " + object.key());
      }
      if (object.key().equals(broken)) {
        throw new IllegalStateException("slow down");
      }
      if (object.key().equals(refused)) {
        errors.add(S3Error.builder().key(object.key()).code("AccessDenied").message("no").build());
      } else {
        entries.removeIf(
            entry -> entry.key.equals(object.key()) && entry.version.equals(object.versionId()));
      }
    }
    return DeleteObjectsResponse.builder().errors(errors).build();
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
