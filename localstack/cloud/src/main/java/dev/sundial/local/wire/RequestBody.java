package dev.sundial.local.wire;

import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.endpoint.AwsRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;

/** The body of a request as its client meant it: some operations' clients compress theirs. */
final class RequestBody {
  private RequestBody() {}

  /**
   * @throws AwsError when it is not what it says, or larger than a body may be once it is unpacked
   */
  static byte[] of(AwsRequest request) {
    byte[] sent = request.bytes();
    if (sent.length == 0
        || !request.headers().first("Content-Encoding", "").strip().equalsIgnoreCase("gzip")) {
      return sent;
    }
    try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(sent))) {
      byte[] unpacked = gzip.readNBytes(AwsRequest.BUFFER_LIMIT_BYTES + 1);
      if (unpacked.length > AwsRequest.BUFFER_LIMIT_BYTES) {
        throw new AwsError(
            413, "RequestEntityTooLargeException", "Request must be smaller than 16 MiB");
      }
      return unpacked;
    } catch (IOException e) {
      throw new AwsError(
          400, "SerializationException", "The body is not gzip, as its encoding says");
    }
  }
}
