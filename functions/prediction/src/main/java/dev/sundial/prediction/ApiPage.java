package dev.sundial.prediction;

import dev.sundial.json.JsonReader;
import dev.sundial.naming.ModelName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The description of the API as a page: how to call it, what is answered where, and how. */
final class ApiPage {
  private final List<ModelName> models;
  private final HtmlPage page = new HtmlPage("Predictions");

  ApiPage(List<ModelName> models) {
    this.models = List.copyOf(models);
  }

  String html() {
    page.link(
        "Models: "
            + models.stream().map(model -> "`" + model + "`").collect(Collectors.joining(", "))
            + ". For machines:",
        "openapi.json");
    new FirstCalls(models.getFirst().value()).addTo(page);
    rows();
    versions();
    credentials();
    paths();
    errors();
    headers();
    return page.toString();
  }

  private void rows() {
    page.heading(2, "Rows and answers")
        .paragraph(
            "Named features come in any order, and all of them; lists of numbers in the order of the"
                + " model. Numbers are finite, and not in quotes. V2 takes all features in one"
                + " tensor `[rows, features]` of any name, or each in a tensor `[rows]` or `[rows,"
                + " 1]` of its own name; `data` is flat or nested as the shape says, of any"
                + " datatype but `BYTES`.")
        .paragraph(
            "Classes are told by name, or with `?labels=index` by their place among the model's"
                + " labels, from 0. A regression answers numbers and no scores; its output in V2 is"
                + " `prediction`, where classes have `label` and `probabilities`.")
        .heading(2, "Limits")
        .table(
            "short",
            List.of("At most", "Of"),
            List.of(
                List.of(count(RowReader.MAX_ROWS), "rows in a request"),
                List.of(count(JsonReader.MAX_BYTES) + " bytes", "in the body of a request"),
                List.of(
                    count(AnswerBuffer.MAX_BYTES) + " bytes",
                    "in an answer with its escapes; fewer rows make less of it"),
                List.of(
                    count(Scored.MAX_SCORES) + " scores",
                    "in an answer: rows times the classes of the model")));
  }

  private void versions() {
    page.heading(2, "Versions and labels")
        .paragraph(
            "`{model}` alone asks the version that serves. A path with `/versions/{version}` asks"
                + " one by its id, such as `"
                + ApiExamples.VERSION
                + "`; a path with `/labels/{label}` asks for `champion`, the one that serves, `latest`,"
                + " the newest committed, or `previous`, the one that served before. `GET"
                + " /v2/models/{model}` lists the ids of those. A version that is not committed is"
                + " not found. Which one answered is in the header `"
                + AnswerHeader.X_MODEL_VERSION.header()
                + "`.");
  }

  private void credentials() {
    page.heading(2, "Who may ask")
        .paragraph(
            "A stage asks for nothing, or for one of these. Add to each call what `curl` needs:");
    for (Credential credential : Credential.values()) {
      page.paragraph(credential.meaning() + ":").code(credential.curl());
    }
  }

  private void paths() {
    page.heading(2, "Every path");
    List<String> families =
        Arrays.stream(Operation.values()).map(Operation::family).distinct().toList();
    for (String family : families) {
      page.heading(3, capitalised(family))
          .table(
              "even",
              List.of("Request", "What it is for"),
              Arrays.stream(Operation.values())
                  .filter(operation -> operation.family().equals(family))
                  .map(ApiPage::path)
                  .toList());
    }
  }

  private static List<String> path(Operation operation) {
    return List.of(
        "`" + String.join(", ", operation.methods()) + " " + operation.path().text() + "`",
        operation.summary());
  }

  private void errors() {
    List<List<String>> rows = new ArrayList<>();
    for (ApiStatus status : ApiStatus.values()) {
      List<AnswerHeader> own = new ArrayList<>(status.headers());
      own.remove(AnswerHeader.X_REQUEST_ID);
      own.removeAll(AnswerHeader.OF_VERSION);
      String with =
          own.stream()
              .map(header -> "; see `" + header.header() + "`")
              .collect(Collectors.joining());
      rows.add(List.of("`" + status.code() + "`", status.when() + with));
    }
    page.heading(2, "Errors")
        .paragraph("All are told as `{\"error\": \"what is wrong\"}`.")
        .table("short", List.of("Status", "When"), rows);
  }

  private void headers() {
    page.heading(2, "Headers of answers")
        .table(
            "short",
            List.of("Header", "What it says"),
            Arrays.stream(AnswerHeader.values())
                .map(header -> List.of("`" + header.header() + "`", header.meaning()))
                .toList());
  }

  private static String count(int number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static String capitalised(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }
}
