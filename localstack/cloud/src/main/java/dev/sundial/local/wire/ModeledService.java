package dev.sundial.local.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.endpoint.AwsRequest;
import dev.sundial.local.endpoint.AwsResponse;
import dev.sundial.local.endpoint.AwsService;
import dev.sundial.local.endpoint.Headers;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A service of named operations, spoken to in awsJson (the header {@code X-Amz-Target} names the
 * operation), in the query protocol (the form field {@code Action} does) or in Smithy's RPC v2 with
 * CBOR (the path does).
 */
public final class ModeledService implements AwsService {
  private static final String CBOR_TYPE = "application/cbor";
  private static final String SMITHY = "smithy-protocol";
  private static final String RPC_V2_CBOR = "rpc-v2-cbor";
  private static final Pattern RPC_PATH = Pattern.compile("/service/[^/]+/operation/([^/]+)/?");

  /** What a client speaks. */
  private enum Protocol {
    JSON,
    QUERY,
    CBOR;

    static Protocol of(AwsRequest request) {
      if (request.headers().first(SMITHY, "").equals(RPC_V2_CBOR)) {
        return CBOR;
      }
      return request.headers().has("X-Amz-Target") ? JSON : QUERY;
    }
  }

  private final String signingName;
  private final String xmlNamespace;
  private final Map<String, Operation> operations;
  private final Map<String, String> queryCodes;

  /**
   * @param signingName such as {@code sqs}
   * @param xmlNamespace of answers in the query protocol
   * @param operations by name
   */
  public ModeledService(
      String signingName, String xmlNamespace, Map<String, Operation> operations) {
    this(signingName, xmlNamespace, operations, Map.of());
  }

  private ModeledService(
      String signingName,
      String xmlNamespace,
      Map<String, Operation> operations,
      Map<String, String> queryCodes) {
    this.signingName = signingName;
    this.xmlNamespace = xmlNamespace;
    this.operations = Map.copyOf(operations);
    this.queryCodes = Map.copyOf(queryCodes);
  }

  /**
   * The same service with errors that have another code in the query protocol. Clients that moved
   * from query to JSON still look at that code, so JSON answers carry it in a header.
   */
  public ModeledService withQueryCodes(Map<String, String> codes) {
    return new ModeledService(signingName, xmlNamespace, operations, codes);
  }

  @Override
  public String signingName() {
    return signingName;
  }

  @Override
  public String operationOf(AwsRequest request) {
    return switch (Protocol.of(request)) {
      case JSON -> {
        String target = request.headers().first("X-Amz-Target", "Unknown");
        yield target.substring(target.lastIndexOf('.') + 1);
      }
      case QUERY -> QueryProtocol.action(request);
      case CBOR -> {
        Matcher path = RPC_PATH.matcher(request.rawPath());
        yield path.matches() ? path.group(1) : "Unknown";
      }
    };
  }

  @Override
  public AwsResponse serve(AwsRequest request) throws Exception {
    String name = operationOf(request);
    Operation operation = operations.get(name);
    Protocol protocol = Protocol.of(request);
    if (operation == null) {
      throw protocol == Protocol.QUERY
          ? new AwsError(
              400, "InvalidAction", "The action " + name + " is not valid for this web service.")
          : new AwsError(400, "UnknownOperationException", "Unknown operation " + name);
    }
    JsonNode output = operation.apply(input(request), request);
    return switch (protocol) {
      case QUERY -> QueryProtocol.answer(request, xmlNamespace, name, output);
      case JSON -> json(request, 200, output == null ? Trees.object() : output, null);
      case CBOR -> cbor(request, 200, output == null ? Trees.object() : output);
    };
  }

  @Override
  public AwsError elsewhere(AwsRequest request) {
    String message = AwsService.notHere(request);
    return Protocol.of(request) == Protocol.QUERY
        ? new AwsError(403, "SignatureDoesNotMatch", message)
        : new AwsError(400, "InvalidSignatureException", message);
  }

  @Override
  public AwsResponse render(AwsRequest request, AwsError error) {
    String queryCode = queryCodes.getOrDefault(error.code(), error.code());
    if (Protocol.of(request) == Protocol.QUERY) {
      return QueryProtocol.error(
          request, xmlNamespace, new AwsError(error.status(), queryCode, error.text()));
    }
    ObjectNode body = Trees.object();
    body.put("__type", error.code());
    body.put("message", error.text());
    AwsResponse answer =
        Protocol.of(request) == Protocol.CBOR
            ? cbor(request, error.status(), body)
            : json(request, error.status(), body, error.code());
    if (queryCodes.isEmpty()) {
      return answer;
    }
    String fault = error.status() < 500 ? "Sender" : "Receiver";
    return answer.with("x-amzn-query-error", queryCode + ";" + fault);
  }

  /**
   * The input of a request in any protocol, as it was sent: the query protocol knows only texts.
   */
  public static ObjectNode input(AwsRequest request) {
    return switch (Protocol.of(request)) {
      case QUERY -> QueryProtocol.input(request);
      case JSON -> Trees.parse(RequestBody.of(request));
      case CBOR -> Cbor.parse(RequestBody.of(request));
    };
  }

  private static AwsResponse cbor(AwsRequest request, int status, JsonNode body) {
    return AwsResponse.of(status, CBOR_TYPE, Cbor.bytes(body))
        .with(SMITHY, RPC_V2_CBOR)
        .with("x-amzn-RequestId", request.id());
  }

  private static AwsResponse json(
      AwsRequest request, int status, JsonNode body, @Nullable String errorType) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(
        "Content-Type", request.headers().first("Content-Type", "application/x-amz-json-1.1"));
    headers.put("x-amzn-RequestId", request.id());
    if (errorType != null) {
      headers.put("x-amzn-ErrorType", errorType);
    }
    return new AwsResponse(
        status, Headers.of(headers), new AwsResponse.Body.Bytes(Trees.bytes(body)));
  }
}
