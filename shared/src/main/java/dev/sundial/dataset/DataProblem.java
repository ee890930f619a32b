package dev.sundial.dataset;

/**
 * One thing that is wrong with the data, and where.
 *
 * @param bucket the data bucket
 * @param key the object, or the prefix when it is about all of them
 * @param line from 1, where the row begins; 0 when it is about no line
 * @param column its name; empty when it is about no column
 * @param message what is wrong
 */
public record DataProblem(String bucket, String key, long line, String column, String message) {
  private static final int SHOWN = 60;

  @Override
  public String toString() {
    String at = "s3://" + bucket + "/" + key + (line > 0 ? ":" + line : "");
    return column.isEmpty()
        ? at + ": " + message
        : at + ": column " + shown(column) + ": " + message;
  }

  /** A text as a message shows it: in quotes, on one line, cut when long. */
  static String shown(String text) {
    StringBuilder out = new StringBuilder("\"");
    int end = Math.min(text.length(), SHOWN);
    if (end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ' || c == 0x7f) {
        out.append(String.format("\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    return out.append(end < text.length() ? "…\"" : "\"").toString();
  }
}
