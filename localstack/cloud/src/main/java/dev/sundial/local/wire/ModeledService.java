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
import org.jspecify.annotations.Nullable;

/**
 * A service of named operations, spoken to in awsJson (the header {@code X-Amz-Target} names the
 * operation) or in the query protocol (the form field {@code Action} does).
 */
public final class ModeledService implements AwsService {
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
    String target = request.headers().first("X-Amz-Target");
    if (target != null) {
      return target.substring(target.lastIndexOf('.') + 1);
    }
    return QueryProtocol.action(request);
  }

  @Override
  public AwsResponse serve(AwsRequest request) throws Exception {
    String name = operationOf(request);
    Operation operation = operations.get(name);
    boolean query = isQuery(request);
    if (operation == null) {
      throw query
          ? new AwsError(
              400, "InvalidAction", "The action " + name + " is not valid for this web service.")
          : new AwsError(400, "UnknownOperationException", "Unknown operation " + name);
    }
    JsonNode output = operation.apply(input(request), request);
    return query
        ? QueryProtocol.answer(request, xmlNamespace, name, output)
        : json(request, 200, output == null ? Trees.object() : output, null);
  }

  @Override
  public AwsError elsewhere(AwsRequest request) {
    String message = AwsService.notHere(request);
    return isQuery(request)
        ? new AwsError(403, "SignatureDoesNotMatch", message)
        : new AwsError(400, "InvalidSignatureException", message);
  }

  @Override
  public AwsResponse render(AwsRequest request, AwsError error) {
    String queryCode = queryCodes.getOrDefault(error.code(), error.code());
    if (isQuery(request)) {
      return QueryProtocol.error(
          request, xmlNamespace, new AwsError(error.status(), queryCode, error.text()));
    }
    ObjectNode body = Trees.object();
    body.put("__type", error.code());
    body.put("message", error.text());
    AwsResponse answer = json(request, error.status(), body, error.code());
    if (queryCodes.isEmpty()) {
      return answer;
    }
    String fault = error.status() < 500 ? "Sender" : "Receiver";
    return answer.with("x-amzn-query-error", queryCode + ";" + fault);
  }

  /**
   * The input of a request in either protocol, as it was sent: the query protocol knows only texts.
   */
  public static ObjectNode input(AwsRequest request) {
    return isQuery(request) ? QueryProtocol.input(request) : Trees.parse(request.bytes());
  }

  private static boolean isQuery(AwsRequest request) {
    return request.headers().first("X-Amz-Target") == null;
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
