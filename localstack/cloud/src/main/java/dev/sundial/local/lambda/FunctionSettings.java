package dev.sundial.local.lambda;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a version of a function is made of. Published versions keep theirs for ever.
 *
 * @param runtime such as {@code java25}
 * @param handler such as {@code com.example.Handler::handleRequest}
 * @param roleArn the execution role
 * @param description free text, may be empty
 * @param memoryMegabytes 128 to 10,240
 * @param timeoutSeconds 1 to 900
 * @param variables the function's own environment variables
 * @param snapStart whether published versions start from a snapshot
 * @param logGroup where its lines go
 * @param architectures {@code x86_64} or {@code arm64}; it runs on the machine's own
 * @param deadLetterArn queue or topic for events that failed, absent when there is none
 * @param codeSha256 digest of the deployment package, Base64
 * @param codeBytes size of the deployment package
 */
public record FunctionSettings(
    String runtime,
    String handler,
    String roleArn,
    String description,
    int memoryMegabytes,
    int timeoutSeconds,
    Map<String, String> variables,
    boolean snapStart,
    String logGroup,
    List<String> architectures,
    @Nullable String deadLetterArn,
    String codeSha256,
    long codeBytes) {

  public FunctionSettings {
    variables = Map.copyOf(variables);
    architectures = List.copyOf(architectures);
  }

  FunctionSettings withCode(String sha256, long bytes) {
    return new FunctionSettings(
        runtime,
        handler,
        roleArn,
        description,
        memoryMegabytes,
        timeoutSeconds,
        variables,
        snapStart,
        logGroup,
        architectures,
        deadLetterArn,
        sha256,
        bytes);
  }

  FunctionSettings withLogGroup(String group) {
    return new FunctionSettings(
        runtime,
        handler,
        roleArn,
        description,
        memoryMegabytes,
        timeoutSeconds,
        variables,
        snapStart,
        group,
        architectures,
        deadLetterArn,
        codeSha256,
        codeBytes);
  }
}
