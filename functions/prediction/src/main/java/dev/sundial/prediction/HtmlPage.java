package dev.sundial.prediction;

import java.util.List;

/**
 * A page in the making. Texts are escaped; what they have between backticks is code. The page is
 * one line, because of how answers are written: where a code has several, they end in {@code
 * &#10;}.
 *
 * @see ApiAnswer#page
 */
final class HtmlPage {
  private static final String STYLE =
      ":root{color-scheme:light dark}"
          + "body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;"
          + "padding:0 1rem;color:#1d2129;background:#fff}"
          + "h1,h2,h3{line-height:1.25;margin:2rem 0 .5rem}h3{margin-top:1.5rem}"
          + "code{font-family:ui-monospace,monospace;font-size:.875rem}"
          + "pre{background:#f3f4f6;border-radius:.4rem;padding:.7rem .9rem;margin:.5rem 0 1rem;"
          + "font-size:.875rem;line-height:1.45;white-space:pre-wrap;overflow-wrap:break-word}"
          + "pre code{font-size:inherit}"
          + "table{border-collapse:collapse;width:100%}"
          + "td,th{text-align:left;padding:.35rem .6rem .35rem 0;border-bottom:1px solid #ddd;"
          + "vertical-align:top}td:first-child{width:50%}"
          + ".short td:first-child{width:12rem}"
          + "@media(max-width:40rem){pre{font-size:.8rem}thead{display:none}"
          + "td,td:first-child,.short td:first-child{display:block;width:auto}"
          + "td:not(:last-child){border:0;padding-bottom:0}}"
          + "@media(prefers-color-scheme:dark){body{color:#e6e6e6;background:#17181b}"
          + "pre{background:#24262b}td,th{border-color:#3a3d42}a{color:#8ab4f8}}";

  private final StringBuilder html = new StringBuilder(16_384);

  HtmlPage(String title) {
    html.append("<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"/>")
        .append("<meta name=\"viewport\" content=\"width=device-width\"/><title>")
        .append(escaped(title))
        .append("</title><style>")
        .append(STYLE)
        .append("</style></head><body>");
    heading(1, title);
  }

  /**
   * @param level from 1, the page's title
   */
  HtmlPage heading(int level, String text) {
    return element("h" + level, marked(text));
  }

  HtmlPage paragraph(String text) {
    return element("p", marked(text));
  }

  /** A paragraph that ends in a link, to where its words are. */
  HtmlPage link(String text, String href) {
    html.append("<p>").append(marked(text)).append(" <a href=\"").append(href).append("\">");
    html.append(escaped(href)).append("</a></p>");
    return this;
  }

  /** Text to copy as it is. */
  HtmlPage code(String text) {
    return element("pre", element(escaped(text).replace("\n", "&#10;")));
  }

  /**
   * @param kind of its columns: {@code short} when the first holds words, {@code even} otherwise
   * @param heads of its columns
   */
  HtmlPage table(String kind, List<String> heads, List<List<String>> rows) {
    html.append("<table class=\"").append(kind).append("\"><thead>");
    row("th", heads);
    html.append("</thead><tbody>");
    rows.forEach(row -> row("td", row));
    html.append("</tbody></table>");
    return this;
  }

  @Override
  public String toString() {
    return html + "</body></html>";
  }

  private void row(String cell, List<String> texts) {
    html.append("<tr>");
    texts.forEach(text -> element(cell, marked(text)));
    html.append("</tr>");
  }

  private HtmlPage element(String name, String content) {
    html.append('<').append(name).append('>').append(content);
    html.append("</").append(name).append('>');
    return this;
  }

  private static String element(String code) {
    return "<code>" + code + "</code>";
  }

  private static String marked(String text) {
    StringBuilder marked = new StringBuilder();
    String[] parts = text.split("`", -1);
    for (int i = 0; i < parts.length; i++) {
      String part = escaped(parts[i]);
      // A long path may break before a segment, never inside.
      marked.append(
          i % 2 == 0 ? part : element(part.replaceAll("(?<=[\\w}])(/|:(?=\\w))", "<wbr/>$1")));
    }
    return marked.toString();
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
