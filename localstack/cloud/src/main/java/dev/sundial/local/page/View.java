package dev.sundial.local.page;

import java.util.List;

/**
 * What a page shows, in both forms.
 *
 * @param json records, maps and lists; what the {@code .json} twin answers
 * @param body the HTML below the heading
 * @param scripts addresses on this server, in the order they run; usually none
 * @param style a stylesheet of its own; empty when it has none
 */
record View(String title, Object json, Html body, List<String> scripts, String style) {
  View {
    scripts = List.copyOf(scripts);
  }

  View(String title, Object json, Html body) {
    this(title, json, body, List.of(), "");
  }

  /** A page with charts, which a script draws from the twin. */
  static View drawn(String title, Object json, Html body, String style) {
    return new View(
        title,
        json,
        body,
        List.of(Assets.address("echarts.js"), Assets.address("charts.js")),
        style);
  }
}
