package dev.sundial.local.page;

import java.util.Set;

/** Writes HTML; the one place that knows how to escape. */
final class HtmlWriter {
  private static final Set<String> VOID = Set.of("meta", "link", "input", "br", "hr");

  private HtmlWriter() {}

  static void write(Html html, StringBuilder out) {
    switch (html) {
      case Html.Text text -> escape(text.text(), out);
      case Html.Many many -> many.pieces().forEach(piece -> write(piece, out));
      case Html.Element element -> {
        out.append('<').append(element.tag());
        element
            .attributes()
            .forEach(
                (name, value) -> {
                  out.append(' ').append(name).append("=\"");
                  escape(value, out);
                  out.append('"');
                });
        out.append('>');
        if (!VOID.contains(element.tag())) {
          element.children().forEach(child -> write(child, out));
          out.append("</").append(element.tag()).append('>');
        }
      }
    }
  }

  private static void escape(String text, StringBuilder out) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        case '\n', '\t' -> out.append(c);
        default -> out.append(isPrintable(text, i) ? c : '\uFFFD');
      }
    }
  }

  /** No control characters, none that turn the direction of what follows, no half characters. */
  private static boolean isPrintable(String text, int i) {
    char c = text.charAt(i);
    if (Character.isHighSurrogate(c)) {
      return i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1));
    }
    if (Character.isLowSurrogate(c)) {
      return i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
    }
    boolean turns =
        (c >= '\u202A' && c <= '\u202E')
            || (c >= '\u2066' && c <= '\u2069')
            || c == '\u200E'
            || c == '\u200F';
    return !Character.isISOControl(c) && !turns;
  }
}
