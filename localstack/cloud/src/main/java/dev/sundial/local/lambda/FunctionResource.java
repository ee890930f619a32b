package dev.sundial.local.lambda;

import dev.sundial.local.lambda.CodeStore.Code;
import dev.sundial.local.stack.Deployment;
import dev.sundial.local.stack.Pending;
import dev.sundial.local.stack.Properties;
import dev.sundial.local.stack.Resource;
import dev.sundial.local.stack.ResourceType;
import dev.sundial.local.stack.TemplateException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code AWS::Lambda::Function}: Java functions from zip assets. */
final class FunctionResource implements ResourceType<FunctionResource.Declaration> {
  private static final String TYPE = "AWS::Lambda::Function";
  private static final int VARIABLES_LIMIT_BYTES = 4096;

  private final Functions functions;
  private final DestinationArn destinations;

  FunctionResource(Functions functions, DestinationArn destinations) {
    this.functions = functions;
    this.destinations = destinations;
  }

  /**
   * A function as a template declares it.
   *
   * @param name absent for one that is made up
   * @param assetKey object key of its zip among the assets
   * @param settings all but the code's digest and size; its log group is empty for the usual one
   * @param reservedConcurrency absent when it is not limited
   */
  record Declaration(
      Optional<String> name,
      String assetKey,
      FunctionSettings settings,
      @Nullable Integer reservedConcurrency) {}

  @Override
  public String name() {
    return TYPE;
  }

  @Override
  public Set<String> attributes() {
    return Set.of("Arn");
  }

  @Override
  public Declaration read(Properties properties) {
    properties.oneOf("PackageType", "Zip", "Zip");
    properties
        .object("TracingConfig")
        .ifPresent(tracing -> tracing.oneOf("Mode", "PassThrough", "PassThrough"));
    String key =
        properties
            .object("Code")
            .map(
                code -> {
                  code.text("S3Bucket");
                  return code.text("S3Key");
                })
            .orElse("");
    if (key.isEmpty()) {
      properties.problem("Code", "must have the S3Key of a file asset");
    }
    FunctionSettings settings =
        new FunctionSettings(
            properties.oneOf("Runtime", "", "java25", "java21"),
            properties.text("Handler"),
            properties.text("Role"),
            properties.optionalText("Description").orElse(""),
            properties.integer("MemorySize", 128, 128, 10_240),
            properties.integer("Timeout", 3, 1, 900),
            variables(properties),
            snapStart(properties),
            logGroup(properties),
            architectures(properties),
            deadLetter(properties),
            "",
            0);
    Integer reserved =
        properties.has("ReservedConcurrentExecutions")
            ? properties.integer("ReservedConcurrentExecutions", 0, 0, 1000)
            : null;
    return new Declaration(name(properties), key, settings, reserved);
  }

  @Override
  public Optional<String> givenName(Declaration declaration) {
    return declaration.name();
  }

  @Override
  public Set<String> assetKeys(Declaration declaration) {
    return Set.of(declaration.assetKey());
  }

  @Override
  public Resource create(Declaration declaration, Deployment deployment) {
    return put(
        declaration.name().orElseGet(() -> deployment.physicalName(64)), declaration, deployment);
  }

  @Override
  public Optional<String> replacement(Declaration before, Declaration after) {
    return before.name().equals(after.name())
        ? Optional.empty()
        : Optional.of("FunctionName changed");
  }

  @Override
  public Resource update(
      Resource existing, Declaration before, Declaration after, Deployment deployment) {
    return put(existing.physicalId(), after, deployment);
  }

  @Override
  public void delete(Resource existing, Deployment deployment) {
    functions.delete(existing.physicalId());
  }

  private Resource put(String name, Declaration declaration, Deployment deployment) {
    Path asset =
        deployment
            .assets()
            .find(declaration.assetKey())
            .orElseThrow(
                () -> new TemplateException(name + ": no asset " + declaration.assetKey()));
    Code code;
    try {
      code = functions.addCode(asset);
    } catch (IllegalArgumentException e) {
      throw new TemplateException(name + ".Code: " + e.getMessage());
    }
    FunctionSettings settings = declaration.settings().withCode(code.sha256(), code.bytes());
    functions.put(
        name,
        settings.logGroup().isEmpty() ? settings.withLogGroup("/aws/lambda/" + name) : settings);
    functions.reserveConcurrency(name, declaration.reservedConcurrency());
    return new Resource(TYPE, name, Map.of("Arn", FunctionVersion.arn(name)));
  }

  private static Optional<String> name(Properties properties) {
    Optional<String> name = properties.optionalText("FunctionName");
    name.filter(it -> !Pending.in(it) && !it.matches("[a-zA-Z0-9-_]{1,64}"))
        .ifPresent(
            it ->
                properties.problem(
                    "FunctionName", "must be 1 to 64 letters, digits, - and _, was " + it));
    return name;
  }

  private static Map<String, String> variables(Properties properties) {
    Map<String, String> variables =
        properties.object("Environment").map(it -> it.textMap("Variables")).orElse(Map.of());
    ReservedVariables.firstIn(variables.keySet())
        .ifPresent(it -> properties.problem("Environment.Variables." + it, "is reserved"));
    int bytes =
        variables.entrySet().stream()
            .mapToInt(it -> (it.getKey() + it.getValue()).getBytes(StandardCharsets.UTF_8).length)
            .sum();
    if (bytes > VARIABLES_LIMIT_BYTES) {
      properties.problem("Environment.Variables", "take " + bytes + " bytes, over 4 KB");
    }
    return variables;
  }

  private static boolean snapStart(Properties properties) {
    return properties
        .object("SnapStart")
        .map(it -> it.oneOf("ApplyOn", "None", "None", "PublishedVersions"))
        .orElse("None")
        .equals("PublishedVersions");
  }

  private static String logGroup(Properties properties) {
    return properties
        .object("LoggingConfig")
        .map(
            logging -> {
              logging.oneOf("LogFormat", "Text", "Text");
              return logging.optionalText("LogGroup").orElse("");
            })
        .orElse("");
  }

  private static List<String> architectures(Properties properties) {
    List<String> architectures = properties.texts("Architectures");
    if (architectures.isEmpty()) {
      return List.of("x86_64");
    }
    if (architectures.size() > 1 || !Set.of("x86_64", "arm64").containsAll(architectures)) {
      properties.problem("Architectures", "must be x86_64 or arm64, was " + architectures);
    }
    return architectures;
  }

  private @Nullable String deadLetter(Properties properties) {
    Optional<String> arn =
        properties.object("DeadLetterConfig").flatMap(it -> it.optionalText("TargetArn"));
    arn.filter(it -> !destinations.isDeadLetter(it))
        .ifPresent(
            it -> properties.problem("DeadLetterConfig.TargetArn", "is not supported as " + it));
    return arn.orElse(null);
  }
}
