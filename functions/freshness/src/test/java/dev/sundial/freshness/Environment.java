package dev.sundial.freshness;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.sundial.naming.EnvironmentKey;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** The functions' variables, and an invocation of either. */
final class Environment implements Context {
  /** How much time an invocation has left, in milliseconds. */
  int remaining = 300_000;

  static Map<String, String> variables(String watched) {
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put(EnvironmentKey.STAGE, "local");
    variables.put(EnvironmentKey.WATCHED, watched);
    variables.put(EnvironmentKey.REGISTRY_TABLE, "registry");
    variables.put(EnvironmentKey.DATA_BUCKET, "data");
    variables.put(EnvironmentKey.ARTEFACT_BUCKET, "artefacts");
    variables.put(EnvironmentKey.EVENT_BUS, "events");
    variables.put(EnvironmentKey.ALERT_TOPIC, "arn:aws:sns:us-east-1:000000000000:alerts");
    variables.put(EnvironmentKey.API_URL, "https://abc.execute-api.us-east-1.amazonaws.com/local/");
    variables.put("AWS_REGION", "us-east-1");
    return variables;
  }

  /** The answer. */
  String invoke(RequestStreamHandler handler, String event) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      handler.handleRequest(
          new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), out, this);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  @Override
  public String getAwsRequestId() {
    return "invocation";
  }

  @Override
  public String getLogGroupName() {
    return "group";
  }

  @Override
  public String getLogStreamName() {
    return "stream";
  }

  @Override
  public String getFunctionName() {
    return "probe";
  }

  @Override
  public String getFunctionVersion() {
    return "1";
  }

  @Override
  public String getInvokedFunctionArn() {
    return "arn:aws:lambda:us-east-1:000000000000:function:probe";
  }

  @Override
  public CognitoIdentity getIdentity() {
    throw new UnsupportedOperationException();
  }

  @Override
  public ClientContext getClientContext() {
    throw new UnsupportedOperationException();
  }

  @Override
  public int getRemainingTimeInMillis() {
    return remaining;
  }

  @Override
  public int getMemoryLimitInMB() {
    return 256;
  }

  @Override
  public LambdaLogger getLogger() {
    throw new UnsupportedOperationException();
  }
}
