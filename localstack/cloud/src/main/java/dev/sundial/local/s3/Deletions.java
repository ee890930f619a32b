package dev.sundial.local.s3;

import dev.sundial.local.wire.XmlText;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code DeleteObjects}: what was asked for, and the answer with the markers that were made. */
final class Deletions {
  private static final int MOST = 1000;
  private static final Set<String> KNOWN = Set.of("Key", "VersionId");

  private Deletions() {}

  static void check(byte[] wanted) {
    List<XmlElement> objects = XmlElement.parse(wanted).children("Object");
    if (objects.isEmpty() || objects.size() > MOST) {
      throw S3Errors.malformedXml();
    }
    for (XmlElement object : objects) {
      for (XmlElement member : object.children()) {
        if (!KNOWN.contains(member.name())) {
          throw S3Errors.notImplemented("DeleteObjects with " + member.name());
        }
      }
    }
  }

  /**
   * S3Mock's answer, and for each object that was hidden and not deleted the marker that hides it.
   *
   * @param listed all versions of the bucket, or of those keys
   */
  static byte[] answer(byte[] answered, byte[] listed) {
    Map<String, String> markers = new HashMap<>();
    XmlElement.parse(listed).children("DeleteMarker").stream()
        .filter(marker -> marker.text("IsLatest").equals("true"))
        .forEach(marker -> markers.put(marker.text("Key"), marker.text("VersionId")));
    XmlText xml = new XmlText();
    xml.open("DeleteResult", BucketOperations.NAMESPACE);
    for (XmlElement result : XmlElement.parse(answered).children()) {
      xml.open(result.name());
      result.children().forEach(member -> xml.element(member.name(), member.text()));
      String marker = markers.get(result.text("Key"));
      boolean hidden = result.name().equals("Deleted") && result.text("VersionId").isEmpty();
      if (hidden && marker != null) {
        xml.element("DeleteMarker", "true");
        xml.element("DeleteMarkerVersionId", marker);
      }
      xml.close();
    }
    xml.close();
    return xml.bytes();
  }
}
