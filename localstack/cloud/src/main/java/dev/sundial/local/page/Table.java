package dev.sundial.local.page;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A table that scrolls inside where the window is narrow. */
final class Table {
  private final List<String> columns;
  private final List<Html> rows = new ArrayList<>();

  Table(String... columns) {
    this.columns = List.of(columns);
  }

  /**
   * @param cells one a column
   */
  Table row(Html... cells) {
    if (cells.length != columns.size()) {
      throw new IllegalArgumentException(cells.length + " cells for " + columns);
    }
    rows.add(
        Html.element(
            "tr", Arrays.stream(cells).<Html>map(cell -> Html.element("td", cell)).toList()));
    return this;
  }

  /**
   * @param empty what to say when there is no row
   */
  Html html(String empty) {
    if (rows.isEmpty()) {
      return Html.element("p", empty).with("class", "empty");
    }
    List<Html> heads =
        columns.stream()
            .map(column -> (Html) Html.element("th", column).with("scope", "col"))
            .toList();
    return Html.element(
            "div",
            Html.element(
                "table",
                Html.element("thead", Html.element("tr", heads)),
                Html.element("tbody", rows)))
        .with("class", "scroll");
  }
}
