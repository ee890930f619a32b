package dev.sundial.local.s3;

import dev.sundial.local.wire.XmlText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code DeleteObjects}: what was asked for.
 *
 * @param targets what to delete, in the order of the request
 * @param quiet whether only errors are told
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html">DeleteObjects</a>
 */
record Deletions(List<Target> targets, boolean quiet) {
  private static final int MOST = 1000;
  private static final String KEY = "Key";
  private static final String VERSION = "VersionId";
  private static final String QUIET = "Quiet";

  /** Members of S3's that nothing here reads. */
  private static final Set<String> CONDITIONS = Set.of("ETag", "LastModifiedTime", "Size");

  /**
   * An object, or one version of it.
   *
   * @param version empty to hide the object
   */
  record Target(S3Address address, Optional<String> version) {}

  /** A target that was not deleted, and why. */
  record Refused(Target target, String message) {}

  Deletions {
    targets = List.copyOf(targets);
  }

  static Deletions parse(String bucket, byte[] document) {
    XmlElement root = XmlElement.parse(document);
    List<Target> targets = new ArrayList<>();
    int quiets = 0;
    for (XmlElement child : root.children()) {
      switch (child.name()) {
        case "Object" -> targets.add(target(bucket, child));
        case QUIET -> quiets++;
        default -> throw S3Errors.malformedXml();
      }
    }
    if (!root.name().equals("Delete") || targets.isEmpty() || targets.size() > MOST || quiets > 1) {
      throw S3Errors.malformedXml();
    }
    return new Deletions(targets, root.text(QUIET).equals("true"));
  }

  private static Target target(String bucket, XmlElement object) {
    for (XmlElement member : object.children()) {
      if (CONDITIONS.contains(member.name())) {
        throw S3Errors.notImplemented("DeleteObjects with " + member.name());
      }
      if (!member.name().equals(KEY) && !member.name().equals(VERSION)) {
        throw S3Errors.malformedXml();
      }
    }
    List<XmlElement> keys = object.children(KEY);
    List<XmlElement> versions = object.children(VERSION);
    if (keys.size() != 1 || keys.getFirst().verbatim().isEmpty() || versions.size() > 1) {
      throw S3Errors.malformedXml();
    }
    Optional<String> version =
        versions.stream().map(XmlElement::text).filter(id -> !id.isEmpty()).findFirst();
    return new Target(S3Address.of(bucket, keys.getFirst().verbatim()), version);
  }

  /** The request for these targets only. */
  static byte[] document(List<Target> targets) {
    XmlText xml = new XmlText();
    xml.open("Delete", BucketOperations.NAMESPACE);
    for (Target target : targets) {
      xml.open("Object");
      xml.element(KEY, target.address().key());
      target.version().ifPresent(id -> xml.element(VERSION, id));
      xml.close();
    }
    xml.close();
    return xml.bytes();
  }

  /**
   * S3Mock's answer; for each object that was hidden and not deleted the marker that hides it; and
   * what was refused.
   *
   * @param answered S3Mock's results; empty when it was not asked
   * @param listed all versions of the bucket, or of those keys
   */
  byte[] answer(List<XmlElement> answered, XmlElement listed, List<Refused> refused) {
    Map<String, String> markers = new HashMap<>();
    listed.children("DeleteMarker").stream()
        .filter(marker -> marker.text("IsLatest").equals("true"))
        .forEach(marker -> markers.put(marker.verbatim(KEY), marker.text(VERSION)));
    XmlText xml = new XmlText();
    xml.open("DeleteResult", BucketOperations.NAMESPACE);
    for (XmlElement result : answered) {
      boolean deleted = result.name().equals("Deleted");
      if (deleted && quiet) {
        continue;
      }
      xml.open(result.name());
      result.children().forEach(member -> xml.element(member.name(), member.verbatim()));
      String marker = markers.get(result.verbatim(KEY));
      if (deleted && result.text(VERSION).isEmpty() && marker != null) {
        xml.element("DeleteMarker", "true");
        xml.element("DeleteMarkerVersionId", marker);
      }
      xml.close();
    }
    for (Refused one : refused) {
      xml.open("Error");
      xml.element(KEY, one.target().address().key());
      one.target().version().ifPresent(id -> xml.element(VERSION, id));
      xml.element("Code", "AccessDenied");
      xml.element("Message", one.message());
      xml.close();
    }
    xml.close();
    return xml.bytes();
  }
}
