package dev.sundial.local.page;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A piece of HTML, escaped as it is written: there is no way to put in markup. Attributes are a
 * short list without styles and event handlers. Links stay on this server, but for those that a
 * message carries: they go out without saying from where.
 */
sealed interface Html {

  /** Text; never markup. */
  record Text(String text) implements Html {}

  /** An element. */
  record Element(String tag, Map<String, String> attributes, List<Html> children) implements Html {
    private static final Set<String> ATTRIBUTES =
        Set.of(
            "action",
            "charset",
            "class",
            "content",
            "datetime",
            "defer",
            "fill",
            "height",
            "href",
            "id",
            "lang",
            "method",
            "name",
            "placeholder",
            "rel",
            "scope",
            "src",
            "title",
            "type",
            "value",
            "width");
    private static final Set<String> LINKS = Set.of("href", "action", "src");
    static final String OUTSIDE = "noopener noreferrer nofollow";

    public Element {
      attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
      children = List.copyOf(children);
      String rel = attributes.getOrDefault("rel", "");
      attributes.forEach((name, value) -> check(name, value, rel));
    }

    private static void check(String name, String value, String rel) {
      if (!ATTRIBUTES.contains(name)) {
        throw new IllegalArgumentException("no attribute " + name);
      }
      boolean outside = name.equals("href") && isOutside(value) && rel.equals(OUTSIDE);
      if (LINKS.contains(name) && !outside && !value.startsWith(Pages.ROOT)) {
        throw new IllegalArgumentException("no link to " + value);
      }
      if (name.equals("fill") && !isColor(value)) {
        throw new IllegalArgumentException("no color " + value);
      }
    }

    /** The same element with one more attribute. */
    Element with(String name, String value) {
      Map<String, String> more = new LinkedHashMap<>(attributes);
      more.put(name, value);
      return new Element(tag, more, children);
    }
  }

  /** Several pieces, one after the other. */
  record Many(List<? extends Html> pieces) implements Html {
    public Many {
      pieces = List.copyOf(pieces);
    }
  }

  static Text text(String text) {
    return new Text(text);
  }

  static Element element(String tag, Html... children) {
    return new Element(tag, Map.of(), Arrays.asList(children));
  }

  static Element element(String tag, String text) {
    return element(tag, text(text));
  }

  static Element element(String tag, List<? extends Html> children) {
    return new Element(tag, Map.of(), new ArrayList<>(children));
  }

  static Element link(String href, String text) {
    return element("a", text).with("href", href);
  }

  /** A link to another server, as a message carries it; {@link #isOutside} must hold. */
  static Element outside(String href, String text) {
    return element("a", text).with("rel", Element.OUTSIDE).with("href", href);
  }

  /** Whether it is an address on the web, which a browser only goes to. */
  static boolean isOutside(String href) {
    return href.matches("https?://[^\\s\"<>\\\\]+");
  }

  /** Whether it is a color in hexadecimal digits. */
  static boolean isColor(String text) {
    return text.matches("#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})");
  }

  static Html many(Html... pieces) {
    return new Many(Arrays.asList(pieces));
  }

  static Html many(List<? extends Html> pieces) {
    return new Many(pieces);
  }

  static Html nothing() {
    return new Many(List.of());
  }

  /** The markup. */
  default String render() {
    StringBuilder out = new StringBuilder();
    HtmlWriter.write(this, out);
    return out.toString();
  }
}
