package dev.sundial.local.lambda;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.endpoint.AwsResponse;
import dev.sundial.local.endpoint.Headers;
import dev.sundial.local.wire.RestCall;
import dev.sundial.local.wire.RestJsonService.RestOperation;
import dev.sundial.local.wire.Trees;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code Invoke}: RequestResponse, Event and DryRun. */
final class InvokeOperation implements RestOperation {
  private static final String SOURCE = "invoke";
  private static final String LOG_TYPE = "X-Amz-Log-Type";
  private static final String NO_LOG = "None";
  private static final String TAIL = "Tail";
  private static final List<String> NOT_IMPLEMENTED =
      List.of("X-Amz-Tenant-Id", "X-Amz-Durable-Execution-Name");

  private final Functions functions;
  private final SyncInvocations sync;
  private final AsyncInvocations async;

  InvokeOperation(Functions functions, SyncInvocations sync, AsyncInvocations async) {
    this.functions = functions;
    this.sync = sync;
    this.async = async;
  }

  @Override
  public AwsResponse apply(RestCall call) throws Exception {
    FunctionRef ref = FunctionRef.parse(call.label("FunctionName"), call.query("Qualifier", ""));
    functions.version(ref);
    checkHeaders(call);
    String type = call.request().headers().first("X-Amz-Invocation-Type", "RequestResponse");
    return switch (type) {
      case "RequestResponse" -> wait(ref, call);
      case "Event" -> {
        byte[] payload = Payloads.async(call.request().bytes());
        String text = new String(payload, StandardCharsets.UTF_8);
        async.enqueue(ref, call.request().id(), text, SOURCE);
        yield call.bytes(202, Map.of(), new byte[0]);
      }
      case "DryRun" -> call.empty(204);
      default ->
          throw invalid("Invocation type " + type + " is not RequestResponse, Event or DryRun");
    };
  }

  private static void checkHeaders(RestCall call) {
    for (String header : NOT_IMPLEMENTED) {
      if (call.request().headers().has(header)) {
        throw invalid("The local cloud does not implement Invoke with " + header);
      }
    }
    String log = call.request().headers().first(LOG_TYPE, NO_LOG);
    if (!log.equals(NO_LOG) && !log.equals(TAIL)) {
      throw invalid("Log type " + log + " is not None or Tail");
    }
  }

  private static AwsError invalid(String message) {
    return new AwsError(400, "InvalidParameterValueException", message);
  }

  private AwsResponse wait(FunctionRef ref, RestCall call) throws InterruptedException {
    byte[] payload = Payloads.sync(call.request().bytes());
    String trace = call.request().headers().first("X-Amzn-Trace-Id");
    return switch (sync.invoke(
        ref, call.request().id(), payload, SOURCE, clientContext(call), trace)) {
      case SyncInvocations.Outcome.Ran ran -> answer(call, ran.answer());
      case SyncInvocations.Outcome.Throttled throttled ->
          throttled(call.request().id(), throttled.reason());
      case SyncInvocations.Outcome.NotRun notRun ->
          throw new AwsError(notRun.status(), notRun.code(), notRun.message());
    };
  }

  private static AwsResponse answer(RestCall call, Answer answer) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", "application/json");
    headers.put("X-Amz-Executed-Version", answer.executedVersion());
    if (answer.functionError().isPresent()) {
      headers.put("X-Amz-Function-Error", "Unhandled");
    }
    if (call.request().headers().first(LOG_TYPE, NO_LOG).equals(TAIL)) {
      headers.put("X-Amz-Log-Result", Base64.getEncoder().encodeToString(answer.logTail()));
    }
    return call.bytes(200, headers, answer.payload());
  }

  /** 429 with the reason. */
  static AwsResponse throttled(String requestId, String reason) {
    ObjectNode body = Trees.object();
    body.put("Reason", reason).put("Type", "User").put("message", "Rate Exceeded.");
    Map<String, String> headers =
        Map.of(
            "Content-Type",
            "application/json",
            "x-amzn-RequestId",
            requestId,
            "x-amzn-ErrorType",
            "TooManyRequestsException");
    return new AwsResponse(429, Headers.of(headers), new AwsResponse.Body.Bytes(Trees.bytes(body)));
  }

  private static @Nullable String clientContext(RestCall call) {
    String encoded = call.request().headers().first("X-Amz-Client-Context");
    if (encoded == null) {
      return null;
    }
    try {
      String json = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
      return json.replaceAll("[\\r\\n]", " ");
    } catch (IllegalArgumentException e) {
      throw new AwsError(
          400,
          "InvalidRequestContentException",
          "Client context must be a valid Base64-encoded JSON object.");
    }
  }
}
