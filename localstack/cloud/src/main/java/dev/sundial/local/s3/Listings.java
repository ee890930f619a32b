package dev.sundial.local.s3;

import dev.sundial.local.endpoint.AwsResponse;
import dev.sundial.local.wire.XmlText;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The three listings of a bucket. S3Mock tells objects that were deleted, and pages versions
 * wrongly: so it is asked for all versions, and the rest is done here.
 */
final class Listings {

  private static final int LONGEST_PAGE = 1000;

  private final LocalObjects local;

  Listings(LocalObjects local) {
    this.local = local;
  }

  /** {@code ListObjects}. */
  AwsResponse first(S3Call call) {
    var query = new ListQuery(call);
    String marker = query.text("marker");
    ListPage page = page(query, latest(query), marker, after(marker));
    XmlText xml = begin(call, query, "ListBucketResult");
    xml.element("Marker", query.encoded(marker));
    if (page.truncated() && !query.text("delimiter").isEmpty()) {
      xml.element("NextMarker", query.encoded(page.last()));
    }
    return end(xml, query, page, true);
  }

  /** {@code ListObjectsV2}. */
  AwsResponse second(S3Call call) {
    var query = new ListQuery(call);
    String token = query.text("continuation-token");
    String after = token.isEmpty() ? query.text("start-after") : decoded(token);
    ListPage page = page(query, latest(query), after, after(after));
    XmlText xml = begin(call, query, "ListBucketResult");
    xml.element("KeyCount", Integer.toString(page.versions().size() + page.prefixes().size()));
    if (!token.isEmpty()) {
      xml.element("ContinuationToken", token);
    }
    if (query.has("start-after")) {
      xml.element("StartAfter", query.encoded(query.text("start-after")));
    }
    if (page.truncated()) {
      xml.element("NextContinuationToken", encoded(page.last()));
    }
    return end(xml, query, page, query.text("fetch-owner").equals("true"));
  }

  /** {@code ListObjectVersions}. */
  AwsResponse versions(S3Call call) {
    var query = new ListQuery(call);
    String key = query.text("key-marker");
    String version = query.text("version-id-marker");
    if (key.isEmpty() && !version.isEmpty()) {
      throw S3Errors.invalidArgument(
          "A version-id marker cannot be specified without a key marker.");
    }
    List<ListedVersion> all = all(query);
    ListPage page =
        page(query, all, key, version.isEmpty() ? after(key) : after(all, key, version));
    XmlText xml = begin(call, query, "ListVersionsResult");
    xml.element("KeyMarker", query.encoded(key));
    xml.element("VersionIdMarker", version);
    xml.element("IsTruncated", Boolean.toString(page.truncated()));
    if (page.truncated()) {
      xml.element("NextKeyMarker", query.encoded(page.last()));
      xml.element("NextVersionIdMarker", page.lastVersion());
    }
    for (ListedVersion some : page.versions()) {
      xml.open(some.marker() ? "DeleteMarker" : "Version");
      xml.element("Key", query.encoded(some.key()));
      copy(some.details(), xml, child -> !child.name().equals("Key"));
      xml.close();
    }
    return end(xml, query, page.prefixes());
  }

  private List<ListedVersion> latest(ListQuery query) {
    return all(query).stream().filter(version -> version.latest() && !version.marker()).toList();
  }

  private List<ListedVersion> all(ListQuery query) {
    String all =
        "versions&max-keys="
            + Integer.MAX_VALUE
            + "&prefix="
            + S3Address.encode(query.text("prefix"));
    XmlElement listed = XmlElement.parse(local.call("GET", query.bucket(), all));
    return Stream.concat(
            listed.children("Version").stream(), listed.children("DeleteMarker").stream())
        .map(ListedVersion::of)
        .sorted(ListedVersion.ORDER)
        .toList();
  }

  private static ListPage page(
      ListQuery query, List<ListedVersion> all, String after, Predicate<ListedVersion> skipped) {
    return ListPage.of(
        all,
        query.text("prefix"),
        query.text("delimiter"),
        after,
        skipped,
        Math.min(query.number("max-keys", LONGEST_PAGE), LONGEST_PAGE));
  }

  private static Predicate<ListedVersion> after(String key) {
    return version -> !key.isEmpty() && ListedVersion.compareKeys(version.key(), key) <= 0;
  }

  /** Behind a version, which may be gone by now: then behind its key. */
  private static Predicate<ListedVersion> after(
      List<ListedVersion> all, String key, String version) {
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).key().equals(key) && all.get(i).versionId().equals(version)) {
        List<ListedVersion> before = all.subList(0, i + 1);
        return before::contains;
      }
    }
    return after(key);
  }

  private static XmlText begin(S3Call call, ListQuery query, String root) {
    var xml = new XmlText();
    xml.open(root, BucketOperations.NAMESPACE);
    xml.element("Name", call.bucket());
    xml.element("Prefix", query.encoded(query.text("prefix")));
    xml.element("MaxKeys", Integer.toString(query.number("max-keys", LONGEST_PAGE)));
    if (query.has("delimiter")) {
      xml.element("Delimiter", query.encoded(query.text("delimiter")));
    }
    if (query.has("encoding-type")) {
      xml.element("EncodingType", "url");
    }
    return xml;
  }

  private static AwsResponse end(XmlText xml, ListQuery query, ListPage page, boolean owner) {
    xml.element("IsTruncated", Boolean.toString(page.truncated()));
    for (ListedVersion version : page.versions()) {
      xml.open("Contents");
      xml.element("Key", query.encoded(version.key()));
      copy(
          version.details(),
          xml,
          child -> isOfAnObject(child.name()) && (owner || !child.name().equals("Owner")));
      xml.close();
    }
    return end(xml, query, page.prefixes());
  }

  private static AwsResponse end(XmlText xml, ListQuery query, List<String> prefixes) {
    for (String prefix : prefixes) {
      xml.open("CommonPrefixes");
      xml.element("Prefix", query.encoded(prefix));
      xml.close();
    }
    xml.close();
    return AwsResponse.of(200, "application/xml", xml.bytes());
  }

  private static boolean isOfAnObject(String detail) {
    return !List.of("Key", "VersionId", "IsLatest").contains(detail);
  }

  private static void copy(XmlElement from, XmlText to, Predicate<XmlElement> wanted) {
    for (XmlElement child : from.children().stream().filter(wanted).toList()) {
      if (child.children().isEmpty()) {
        to.element(
            child.name(),
            child.name().equals("LastModified")
                ? MockAnswers.wholeSeconds(child.text())
                : child.text());
      } else {
        to.open(child.name());
        copy(child, to, all -> true);
        to.close();
      }
    }
  }

  private static String encoded(String key) {
    return Base64.getUrlEncoder().encodeToString(key.getBytes(StandardCharsets.UTF_8));
  }

  private static String decoded(String token) {
    try {
      return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw S3Errors.invalidArgument("The continuation token provided is incorrect");
    }
  }
}
