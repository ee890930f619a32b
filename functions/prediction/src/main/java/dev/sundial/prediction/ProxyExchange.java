package dev.sundial.prediction;

import java.io.IOException;
import java.io.InputStream;

/** One proxy event in, one proxy response out. */
final class ProxyExchange {

  private ProxyExchange() {}

  /**
   * @param invocationId names the request when the gateway gave it no id
   */
  static byte[] answer(PredictionApi api, InputStream event, String invocationId)
      throws IOException {
    ApiRequest request;
    try {
      request = ApiRequest.read(event);
    } catch (Refusal refusal) {
      ApiAnswer answer = new ApiAnswer();
      answer.refuse(refusal);
      return answer.toProxyResponse(invocationId, true);
    }
    String id = request.requestId().isEmpty() ? invocationId : request.requestId();
    boolean withBody = !request.method().equals("HEAD");
    ApiAnswer answer = api.answer(request);
    try {
      return answer.toProxyResponse(id, withBody);
    } catch (AnswerTooLargeException e) {
      answer.refuse(Refusal.tooLarge("the answer would be too large; send fewer rows at once"));
      return answer.toProxyResponse(id, withBody);
    }
  }
}
