package dev.sundial.prediction;

import dev.sundial.naming.ModelName;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The description of the API as a page: what is answered where, with an example of each protocol.
 */
final class ApiPage {
  private static final Map<Protocol, String> EXAMPLES =
      Map.of(
          Protocol.NAMED, "{\"petal length (cm)\": 1.4, \"petal width (cm)\": 0.2, …}",
          Protocol.V1, "{\"instances\": [[5.1, 3.5, 1.4, 0.2]]}",
          Protocol.V2,
              "{\"inputs\": [{\"name\": \"features\", \"shape\": [1, 4], \"datatype\": \"FP64\","
                  + " \"data\": [5.1, 3.5, 1.4, 0.2]}]}");

  private static final String STYLE =
      "body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;"
          + "color:#1d2129;background:#fff}code{font-family:ui-monospace,monospace;font-size:.9em;"
          + "overflow-wrap:anywhere}table{border-collapse:collapse;width:100%}td,th{text-align:left;"
          + "padding:.35rem .6rem;border-bottom:1px solid #ddd;vertical-align:top}"
          + "@media(prefers-color-scheme:dark){body{color:#e6e6e6;background:#17181b}"
          + "td,th{border-color:#3a3d42}a{color:#8ab4f8}}";

  private ApiPage() {}

  static String of(List<ModelName> models) {
    StringBuilder page = new StringBuilder(8192);
    page.append("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">")
        .append("<meta name=\"viewport\" content=\"width=device-width\">")
        .append("<title>Predictions</title><style>")
        .append(STYLE)
        .append("</style></head><body><h1>Predictions</h1><p>Models: ")
        .append(
            models.stream()
                .map(model -> "<code>" + model + "</code>")
                .collect(Collectors.joining(", ")))
        .append(
            ". Every answer names the version that gave it: header <code>x-model-version</code>."
                + " Classes are told by name, or with <code>?labels=index</code> by their place."
                + " Labels of versions are <code>champion</code>, <code>latest</code> and"
                + " <code>previous</code>. For machines: <a href=\"openapi.json\">openapi.json</a>."
                + "</p><table><tr><th>Request</th><th>What it is for</th></tr>");
    for (Operation operation : Operation.values()) {
      row(page, operation);
    }
    return page.append("</table></body></html>").toString();
  }

  private static void row(StringBuilder page, Operation operation) {
    page.append("<tr><td><code>")
        .append(operation.methods().getFirst())
        .append(' ')
        .append(operation.path().text())
        .append("</code></td><td>")
        .append(operation.summary());
    if (operation.kind() == Operation.Kind.PREDICT) {
      page.append("<br><code>").append(EXAMPLES.get(operation.protocol())).append("</code>");
    }
    page.append("</td></tr>");
  }
}
