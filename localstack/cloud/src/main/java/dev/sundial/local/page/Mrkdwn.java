package dev.sundial.local.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Slack's own markup, as Slack draws it.
 *
 * @see <a href="https://api.slack.com/reference/surfaces/formatting">Formatting text</a>
 */
final class Mrkdwn {
  private static final Pattern PIECE =
      Pattern.compile(
          "```(?<pre>.+?)```"
              + "|`(?<code>[^`\\n]+)`"
              + "|<(?<angle>[^<>\\s][^<>\\n]*)>"
              + "|(?<![\\w*])\\*(?<bold>[^*\\n\\s](?:[^*\\n]*[^*\\n\\s])?)\\*(?![\\w*])"
              + "|(?<![\\w_])_(?<italic>[^_\\n\\s](?:[^_\\n]*[^_\\n\\s])?)_(?![\\w_])"
              + "|(?<![\\w~])~(?<strike>[^~\\n\\s](?:[^~\\n]*[^~\\n\\s])?)~(?![\\w~])"
              + "|:(?<emoji>[a-z0-9_+-]+):",
          Pattern.DOTALL);

  /** Circles are drawn, since not every machine has a font for them. */
  private static final Map<String, String> CIRCLES =
      Map.of(
          "red_circle", "red",
          "large_red_circle", "red",
          "large_green_circle", "green",
          "large_orange_circle", "orange",
          "large_yellow_circle", "yellow",
          "large_blue_circle", "blue",
          "white_circle", "white");

  private static final Map<String, String> GLYPHS =
      Map.of(
          "white_check_mark", "\u2714",
          "heavy_check_mark", "\u2714",
          "warning", "\u26A0",
          "information_source", "\u2139",
          "bell", "\u237E",
          "x", "\u2716",
          "hourglass", "\u231B",
          "arrow_up", "\u2191",
          "arrow_down", "\u2193");

  private Mrkdwn() {}

  static Html html(String text) {
    List<Html> pieces = new ArrayList<>();
    Matcher matcher = PIECE.matcher(text);
    int from = 0;
    while (matcher.find()) {
      pieces.add(plain(text.substring(from, matcher.start())));
      pieces.add(piece(matcher));
      from = matcher.end();
    }
    pieces.add(plain(text.substring(from)));
    return new Html.Many(pieces);
  }

  /** With emoji only, as Slack does it to a {@code plain_text}. */
  static Html plainText(String text) {
    List<Html> pieces = new ArrayList<>();
    Matcher matcher = Pattern.compile(":([a-z0-9_+-]+):").matcher(text);
    int from = 0;
    while (matcher.find()) {
      pieces.add(plain(text.substring(from, matcher.start())));
      pieces.add(emoji(matcher.group(1)));
      from = matcher.end();
    }
    pieces.add(plain(text.substring(from)));
    return new Html.Many(pieces);
  }

  private static Html piece(Matcher matcher) {
    String pre = matcher.group("pre");
    if (pre != null) {
      return Html.element("pre", unescaped(pre));
    }
    String code = matcher.group("code");
    if (code != null) {
      return Html.element("code", unescaped(code));
    }
    String angle = matcher.group("angle");
    if (angle != null) {
      return angle(angle);
    }
    String bold = matcher.group("bold");
    if (bold != null) {
      return Html.element("strong", html(bold));
    }
    String italic = matcher.group("italic");
    if (italic != null) {
      return Html.element("em", html(italic));
    }
    String strike = matcher.group("strike");
    if (strike != null) {
      return Html.element("s", html(strike));
    }
    return emoji(matcher.group("emoji"));
  }

  /** A link, or a mention. */
  private static Html angle(String inside) {
    int bar = inside.indexOf('|');
    String target = unescaped(bar < 0 ? inside : inside.substring(0, bar));
    String label = unescaped(bar < 0 ? target : inside.substring(bar + 1));
    if (Html.isOutside(target)) {
      return Html.outside(target, label);
    }
    if (target.startsWith("mailto:")) {
      return Html.text(label);
    }
    if (!target.matches("[!@#].+")) {
      return Html.text("<" + unescaped(inside) + ">");
    }
    String mention = bar < 0 ? target.replaceFirst("^[!@#]", "@") : label;
    return Html.element("span", mention).with("class", "mention");
  }

  private static Html emoji(String name) {
    String circle = CIRCLES.get(name);
    if (circle != null) {
      return Html.element("span").with("class", "circle " + circle).with("title", ":" + name + ":");
    }
    String glyph = GLYPHS.get(name);
    return glyph == null
        ? Html.text(":" + name + ":")
        : Html.element("span", glyph)
            .with("class", "emoji " + name.replaceAll("[^a-z]", "-"))
            .with("title", ":" + name + ":");
  }

  private static Html plain(String text) {
    return Html.text(unescaped(text));
  }

  private static String unescaped(String text) {
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
  }
}
