package dev.sundial.local.s3;

import dev.sundial.local.endpoint.Headers;

/** The query of a listing, checked. */
final class ListQuery {

  private final S3Call call;
  private final Headers query;

  ListQuery(S3Call call) {
    this.call = call;
    this.query = call.request().query();
    if (has("encoding-type") && !text("encoding-type").equals("url")) {
      throw S3Errors.invalidArgument("Invalid Encoding Method specified in Request");
    }
  }

  S3Address bucket() {
    return call.address();
  }

  boolean has(String name) {
    return query.has(name);
  }

  String text(String name) {
    return query.first(name, "");
  }

  /** A number from 0; the absent one where there is none. */
  int number(String name, int absent) {
    String text = text(name);
    if (text.isEmpty()) {
      return absent;
    }
    if (!text.matches("[0-9]{1,9}|[01][0-9]{9}|2147483647")) {
      throw S3Errors.invalidArgument(
          "Provided " + name + " not an integer or within integer range");
    }
    return Integer.parseInt(text);
  }

  /** A key as the client wants it written. */
  String encoded(String key) {
    return has("encoding-type") ? S3Address.encode(key) : key;
  }
}
