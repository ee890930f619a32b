package dev.sundial.local.s3;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * Aborts the uploads whose time is up by their bucket's life cycle. It looks when somebody asks for
 * uploads, which is the only way to tell it from having looked at midnight.
 */
final class AbandonedUploads {

  private final LocalObjects local;
  private final BucketSettings settings;
  private final Clock clock;

  AbandonedUploads(LocalObjects local, BucketSettings settings, Clock clock) {
    this.local = local;
    this.settings = settings;
    this.clock = clock;
  }

  void abort(String bucket) {
    Optional<String> lifecycle = settings.get(bucket, BucketSetting.LIFECYCLE);
    if (lifecycle.isEmpty()) {
      return;
    }
    var rules =
        LifecycleRules.parse(XmlElement.parse(lifecycle.get().getBytes(StandardCharsets.UTF_8)));
    byte[] uploads = local.call("GET", new S3Address(bucket, ""), "uploads");
    for (XmlElement upload : XmlElement.parse(uploads).children("Upload")) {
      Instant initiated = Instant.parse(upload.text("Initiated"));
      if (rules.end(upload.text("Key"), initiated, clock.instant())) {
        local.call(
            "DELETE",
            new S3Address(bucket, upload.text("Key")),
            "uploadId=" + upload.text("UploadId"));
      }
    }
  }
}
