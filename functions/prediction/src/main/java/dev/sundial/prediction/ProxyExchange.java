package dev.sundial.prediction;

import dev.sundial.json.JsonWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Proxy events in, proxy responses out; whatever happens, a well-formed one. */
final class ProxyExchange {
  private final PredictionApi api;
  private final CrossOrigin readers;
  private final ServingLog predictions;
  private final PrintStream log;

  /**
   * @param readers whose pages may ask
   * @param predictions receives what became of every request
   * @param log receives a line for every defect of ours
   */
  ProxyExchange(PredictionApi api, CrossOrigin readers, ServingLog predictions, PrintStream log) {
    this.api = api;
    this.readers = readers;
    this.predictions = predictions;
    this.log = log;
  }

  /**
   * @param invocationId names the request when the gateway gave it no id
   */
  byte[] answer(InputStream event, String invocationId) throws IOException {
    predictions.begin();
    ApiRequest request;
    try {
      request = ApiRequest.read(event);
    } catch (Refusal refusal) {
      return refused(refusal).toProxyResponse(invocationId, true, List.of());
    }
    String id = request.requestId().isEmpty() ? invocationId : request.requestId();
    boolean withBody = !request.method().equals("HEAD");
    try {
      ApiAnswer answer = answer(request);
      byte[] response = answer.toProxyResponse(id, withBody, readers.headers(request));
      predictions.end(answer, id);
      return response;
    } catch (AnswerTooLargeException e) {
      return refused(Refusal.tooLarge("the answer would be too large; send fewer rows at once"))
          .toProxyResponse(id, withBody, readers.headers(request));
    }
  }

  private ApiAnswer answer(ApiRequest request) throws IOException {
    ApiAnswer answer = new ApiAnswer();
    try {
      if (readers.isPreflight(request)) {
        answer.nothing();
      } else {
        api.answer(request, answer);
      }
    } catch (RuntimeException e) {
      log(request, e);
      answer.breakOff();
    }
    return answer;
  }

  private static ApiAnswer refused(Refusal refusal) throws IOException {
    ApiAnswer answer = new ApiAnswer();
    answer.refuse(refusal);
    return answer;
  }

  private void log(ApiRequest request, RuntimeException defect) {
    StringWriter trace = new StringWriter();
    defect.printStackTrace(new PrintWriter(trace));
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("event", "defect");
    line.put("requestId", request.requestId());
    line.put("method", request.method());
    line.put("path", request.path());
    line.put("trace", trace.toString());
    log.println(JsonWriter.write(line));
  }
}
