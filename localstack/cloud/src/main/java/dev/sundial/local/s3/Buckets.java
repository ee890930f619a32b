package dev.sundial.local.s3;

import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.endpoint.Headers;
import dev.sundial.local.part.PartClient;
import dev.sundial.local.state.StateStore;
import dev.sundial.local.wire.XmlText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The buckets of the account: S3Mock's, with their settings. */
public final class Buckets {

  private final LocalObjects local;
  private final BucketSettings settings;
  private final AbandonedUploads uploads;

  /**
   * @param clock virtual time
   */
  public Buckets(PartClient part, StateStore state, Clock clock) {
    this.local = new LocalObjects(part);
    this.settings = new BucketSettings(state);
    this.uploads = new AbandonedUploads(local, settings, clock);
  }

  LocalObjects local() {
    return local;
  }

  /** A bucket's policy, as JSON; empty when it has none. */
  public Optional<String> policy(String bucket) {
    return settings.get(bucket, BucketSetting.POLICY);
  }

  BucketSettings settings() {
    return settings;
  }

  AbandonedUploads uploads() {
    return uploads;
  }

  /** Whether policies that let anybody in are refused. */
  boolean blocksPublicPolicies(String bucket) {
    return settings
        .get(bucket, BucketSetting.PUBLIC_ACCESS_BLOCK)
        .map(block -> XmlElement.parse(block.getBytes(StandardCharsets.UTF_8)))
        .filter(block -> block.text("BlockPublicPolicy").equalsIgnoreCase("true"))
        .isPresent();
  }

  boolean exists(String bucket) {
    return local.head(new S3Address(bucket, "")).isPresent();
  }

  void require(String bucket) {
    if (!exists(bucket)) {
      throw new AwsError(404, "NoSuchBucket", "The specified bucket does not exist");
    }
  }

  /** Makes a bucket; in us-east-1 one that is there already is no error. */
  void create(String bucket) {
    if (!exists(bucket)) {
      settings.forget(bucket);
      local.call("PUT", new S3Address(bucket, ""), "");
    }
  }

  /**
   * Switches versioning on. S3Mock loses sight of older objects when it changes on a bucket that
   * holds some, and of older versions when it is suspended.
   */
  void version(String bucket) {
    if (isVersioned(bucket)) {
      return;
    }
    if (holdsObjects(bucket)) {
      throw S3Errors.notImplemented("versioning of a bucket that already holds objects");
    }
    var xml = new XmlText();
    xml.open("VersioningConfiguration", BucketOperations.NAMESPACE);
    xml.element("Status", "Enabled");
    xml.close();
    try {
      local.send(
          "PUT",
          new S3Address(bucket, ""),
          "versioning",
          Headers.of(Map.of("Content-Type", "application/xml")),
          BodyPublishers.ofByteArray(xml.bytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean isVersioned(String bucket) {
    byte[] document = local.call("GET", new S3Address(bucket, ""), "versioning");
    return XmlElement.parse(document).text("Status").equals("Enabled");
  }

  /** Whether there is a version of any object. */
  boolean holdsObjects(String bucket) {
    return exists(bucket) && !versions(bucket).isEmpty();
  }

  /** Deletes a bucket that holds nothing. */
  void delete(String bucket) {
    local.call("DELETE", new S3Address(bucket, ""), "");
    settings.forget(bucket);
  }

  /** Deletes every version and marker, and every upload that was not completed. */
  void clear(String bucket) {
    for (List<XmlElement> some = versions(bucket); !some.isEmpty(); some = versions(bucket)) {
      some.forEach(version -> deleteVersion(bucket, version));
    }
    byte[] uploads = local.call("GET", new S3Address(bucket, ""), "uploads");
    for (XmlElement upload : XmlElement.parse(uploads).children("Upload")) {
      var address = new S3Address(bucket, upload.text("Key"));
      local.call("DELETE", address, "uploadId=" + upload.text("UploadId"));
    }
  }

  /** Some versions and markers, all of them when there are few. */
  private List<XmlElement> versions(String bucket) {
    XmlElement listed = XmlElement.parse(local.call("GET", new S3Address(bucket, ""), "versions"));
    List<XmlElement> versions = new ArrayList<>(listed.children("Version"));
    versions.addAll(listed.children("DeleteMarker"));
    return versions;
  }

  private void deleteVersion(String bucket, XmlElement version) {
    var address = new S3Address(bucket, version.text("Key"));
    local.call("DELETE", address, "versionId=" + S3Address.encode(version.text("VersionId")));
  }
}
