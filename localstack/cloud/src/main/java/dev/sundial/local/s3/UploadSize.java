package dev.sundial.local.s3;

import dev.sundial.local.endpoint.AwsError;
import java.util.HashMap;
import java.util.Map;

/** The size of a multipart upload, which a client may say when it completes one. */
final class UploadSize {
  private static final String HEADER = "x-amz-mp-object-size";

  private UploadSize() {}

  /**
   * @param parts the document that names the parts to assemble
   * @throws AwsError when their sizes are not those that were said
   */
  static void check(S3Call call, byte[] parts, LocalObjects local) {
    String said = call.header(HEADER).orElse("");
    if (said.isEmpty()) {
      return;
    }
    String query = "max-parts=10000&uploadId=" + call.request().query().first("uploadId", "");
    Map<String, Long> sizes = new HashMap<>();
    XmlElement.parse(local.call("GET", call.address(), query))
        .children("Part")
        .forEach(part -> sizes.put(part.text("PartNumber"), Long.parseLong(part.text("Size"))));
    long computed =
        XmlElement.parse(parts).children("Part").stream()
            .mapToLong(part -> sizes.getOrDefault(part.text("PartNumber"), 0L))
            .sum();
    if (!said.equals(Long.toString(computed))) {
      throw new AwsError(
          400,
          "InvalidRequest",
          "The provided '"
              + HEADER
              + "' header value "
              + said
              + " does not match what was computed: "
              + computed);
    }
  }
}
