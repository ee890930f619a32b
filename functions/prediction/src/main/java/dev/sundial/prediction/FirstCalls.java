package dev.sundial.prediction;

import dev.sundial.prediction.ApiExamples.Example;
import java.util.List;

/** The part of the page that is copied: a call in each protocol, and what it answers. */
final class FirstCalls {
  private static final String JSON = " \\\n  -H 'content-type: application/json'";

  private final String model;

  /**
   * @param model the name of a model
   */
  FirstCalls(String model) {
    this.model = model;
  }

  void addTo(HtmlPage page) {
    page.heading(2, "First calls")
        .paragraph("`API` is the address of this page without `/docs`, such as")
        .code("API=http://127.0.0.1:8080")
        .paragraph(
            "Ask what the model reads: `properties.features` lists its features in their order,"
                + " `properties.labels` its classes.")
        .code(curl(Operation.V2_MODEL, ""))
        .paragraph(
            "Each protocol begins with a call that `jq` makes of that, and that any model answers."
                + " Below it, a model reads `length` and `width`: put the features of yours in"
                + " their place.");
    for (Protocol protocol : Protocol.values()) {
      add(protocol, page);
    }
  }

  private void add(Protocol protocol, HtmlPage page) {
    List<Example> requests = ApiExamples.requests(protocol);
    Example answer = new ApiExamples(model).answers(protocol).getFirst();
    page.heading(3, title(protocol)).code(asked(protocol));
    for (Example request : requests) {
      page.paragraph(request.summary() + ":").code(posted(protocol, request));
      if (request == requests.getFirst()) {
        page.paragraph("is answered").code(answer.json());
      }
    }
  }

  /** A call with a body that is made of what the model says it reads. */
  private String asked(Protocol protocol) {
    return curl(Operation.V2_MODEL, " |\n  jq '%s' |\n  ".formatted(filter(protocol)))
        + curl(operation(protocol), JSON + " \\\n  -d @-");
  }

  /** A call with a body that is written out. */
  private String posted(Protocol protocol, Example request) {
    return curl(operation(protocol), JSON + " \\\n  -d '" + request.json() + "'");
  }

  private String curl(Operation operation, String more) {
    return "curl -s \"$API" + operation.path().text().replace("{model}", model) + "\"" + more;
  }

  private static Operation operation(Protocol protocol) {
    return switch (protocol) {
      case NAMED -> Operation.PREDICT_MODEL;
      case V1 -> Operation.V1_PREDICT;
      case V2 -> Operation.V2_INFER;
    };
  }

  private static String title(Protocol protocol) {
    return switch (protocol) {
      case NAMED -> "Named features";
      case V1 -> "KServe V1";
      case V2 -> "Open Inference Protocol (V2)";
    };
  }

  /** For jq: a row of ones out of a model's metadata. */
  private static String filter(Protocol protocol) {
    return switch (protocol) {
      case NAMED -> ".properties.features | fromjson | map({(.): 1}) | add";
      case V1 -> "{instances: [.properties.features | fromjson | map(1)]}";
      case V2 -> "{inputs: [.inputs[0] | .shape[0] = 1 | .data = [range(.shape[1])]]}";
    };
  }
}
