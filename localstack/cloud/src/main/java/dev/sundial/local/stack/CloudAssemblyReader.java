package dev.sundial.local.stack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sundial.local.endpoint.Account;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a {@code cdk.out}: its manifest, the templates and asset manifests that it names.
 *
 * @see <a
 *     href="https://github.com/aws/aws-cdk-cli/tree/main/packages/%40aws-cdk/cloud-assembly-schema">Cloud
 *     assembly schema</a>
 */
final class CloudAssemblyReader {
  static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final Pattern STACK_NAME = Pattern.compile("[A-Za-z][A-Za-z0-9-]{0,127}");
  private static final Pattern UNKNOWN_OR_LOCAL =
      Pattern.compile(
          "aws://(unknown-account|" + Account.ID + ")/(unknown-region|" + Account.REGION + ")");

  private final Path folder;
  private final Problems problems = new Problems();
  private final Map<String, Path> assets = new LinkedHashMap<>();

  private CloudAssemblyReader(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
  }

  /**
   * @throws TemplateException with everything that is wrong with the assembly itself
   */
  static CloudAssembly read(Path folder) {
    return new CloudAssemblyReader(folder).read();
  }

  private CloudAssembly read() {
    ObjectNode manifest = object("manifest.json").map(Source::root).orElse(null);
    if (manifest == null) {
      problems.throwIfAny();
      throw new TemplateException(folder + " holds no assembly");
    }
    for (JsonNode missing : manifest.path("missing")) {
      problems.add("manifest.json", "lacks context that synthesis must look up: " + missing);
    }
    Map<String, JsonNode> artifacts = new LinkedHashMap<>();
    manifest
        .path("artifacts")
        .properties()
        .forEach(entry -> artifacts.put(entry.getKey(), entry.getValue()));
    Map<String, CloudAssembly.Stack> byArtifact = new LinkedHashMap<>();
    artifacts.forEach(
        (id, artifact) ->
            artifact(id, artifact, artifacts).ifPresent(stack -> byArtifact.put(id, stack)));
    List<CloudAssembly.Stack> stacks = ordered(byArtifact);
    if (stacks.isEmpty() && problems.isEmpty()) {
      problems.add("manifest.json", "holds no stack");
    }
    problems.throwIfAny();
    return new CloudAssembly(stacks, new Assets(assets));
  }

  private Optional<CloudAssembly.Stack> artifact(
      String id, JsonNode artifact, Map<String, JsonNode> artifacts) {
    checkArtifactAnnotations(artifact);
    switch (artifact.path("type").asText()) {
      case "aws:cloudformation:stack" -> {
        return stack(id, artifact, artifacts);
      }
      case "cdk:asset-manifest" -> readAssets(artifact.path("properties").path("file").asText());
      case "cdk:cloud-assembly" ->
          problems.add(
              "manifest.json: " + id, "is a nested assembly (a CDK Stage), which is not supported");
      // Trees, reports and the like describe; they deploy nothing.
      default -> {}
    }
    return Optional.empty();
  }

  private void checkArtifactAnnotations(JsonNode artifact) {
    checkAnnotations(artifact.path("metadata"));
    String file = artifact.path("additionalMetadataFile").asText();
    if (!file.isEmpty()) {
      object(file).ifPresent(source -> checkAnnotations(source.root()));
    }
  }

  /** Errors that constructs noted with {@code Annotations.of(…).addError}. */
  private void checkAnnotations(JsonNode metadata) {
    for (Map.Entry<String, JsonNode> construct : metadata.properties()) {
      for (JsonNode entry : construct.getValue()) {
        if (entry.path("type").asText().equals("aws:cdk:error")) {
          problems.add(
              construct.getKey(), "has an error from synthesis: " + entry.path("data").asText());
        }
      }
    }
  }

  private Optional<CloudAssembly.Stack> stack(
      String id, JsonNode artifact, Map<String, JsonNode> artifacts) {
    String environment = artifact.path("environment").asText();
    if (!UNKNOWN_OR_LOCAL.matcher(environment).matches()) {
      problems.add(
          id,
          "is made for " + environment + "; here is aws://" + Account.ID + "/" + Account.REGION);
    }
    JsonNode properties = artifact.path("properties");
    String name = name(id, artifact);
    if (!STACK_NAME.matcher(name).matches()) {
      problems.add(id, "has no possible stack name: " + name);
    }
    Map<String, String> parameters = new LinkedHashMap<>();
    properties
        .path("parameters")
        .properties()
        .forEach(entry -> parameters.put(entry.getKey(), entry.getValue().asText()));
    Set<String> dependsOn = new LinkedHashSet<>();
    for (JsonNode dependency : artifact.path("dependencies")) {
      JsonNode other = artifacts.get(dependency.asText());
      if (other != null && other.path("type").asText().equals("aws:cloudformation:stack")) {
        dependsOn.add(name(dependency.asText(), other));
      }
    }
    return object(properties.path("templateFile").asText())
        .map(
            source ->
                new CloudAssembly.Stack(name, source.text(), source.root(), parameters, dependsOn));
  }

  private static String name(String id, JsonNode artifact) {
    return artifact.path("properties").path("stackName").asText(id);
  }

  private void readAssets(String file) {
    JsonNode manifest = object(file).<JsonNode>map(Source::root).orElse(null);
    if (manifest == null) {
      return;
    }
    for (Map.Entry<String, JsonNode> entry : manifest.path("files").properties()) {
      Optional<Path> path = inside(entry.getValue().path("source").path("path").asText());
      if (path.isPresent()) {
        for (JsonNode destination : entry.getValue().path("destinations")) {
          assets.put(destination.path("objectKey").asText(), path.get());
        }
      }
    }
    manifest
        .path("dockerImages")
        .fieldNames()
        .forEachRemaining(image -> problems.add(file, "has the container image " + image));
  }

  private List<CloudAssembly.Stack> ordered(Map<String, CloudAssembly.Stack> byArtifact) {
    Map<String, CloudAssembly.Stack> byName = new LinkedHashMap<>();
    for (CloudAssembly.Stack stack : byArtifact.values()) {
      if (byName.put(stack.name(), stack) != null) {
        problems.add("manifest.json", "holds two stacks called " + stack.name());
      }
    }
    Map<String, Set<String>> dependencies = new LinkedHashMap<>();
    byName.forEach((name, stack) -> dependencies.put(name, stack.dependsOn()));
    DependencyOrder order = DependencyOrder.of(dependencies);
    if (!order.cycle().isEmpty()) {
      problems.add(
          "manifest.json", "holds stacks in a circle: " + String.join(" → ", order.cycle()));
    }
    return order.names().stream()
        .flatMap(name -> Optional.ofNullable(byName.get(name)).stream())
        .toList();
  }

  private record Source(String text, ObjectNode root) {}

  private Optional<Source> object(String file) {
    Optional<Path> path = inside(file);
    if (path.isEmpty()) {
      return Optional.empty();
    }
    try {
      String text = Files.readString(path.get());
      if (MAPPER.readTree(text) instanceof ObjectNode root) {
        return Optional.of(new Source(text, root));
      }
      problems.add(file, "must hold a JSON object");
    } catch (JsonProcessingException e) {
      problems.add(
          file, "is not JSON: line " + e.getLocation().getLineNr() + ": " + e.getOriginalMessage());
    } catch (IOException e) {
      problems.add(path.get().toString(), "cannot be read: " + e);
    }
    return Optional.empty();
  }

  /** A file of the assembly; one that is absent or lies outside is a problem. */
  private Optional<Path> inside(String file) {
    Path path = folder;
    try {
      path = folder.resolve(file).normalize();
    } catch (InvalidPathException e) {
      // Said below, as of one that lies outside.
    }
    if (path.equals(folder) || !path.startsWith(folder)) {
      problems.add("manifest.json", "names a file outside of the assembly: \"" + file + "\"");
      return Optional.empty();
    }
    if (!Files.exists(path)) {
      problems.add(path.toString(), "does not exist");
      return Optional.empty();
    }
    return Optional.of(path);
  }

  /** The object that a text holds as JSON; null when it holds none. */
  static @Nullable ObjectNode objectIn(String text) {
    if (!text.startsWith("{")) {
      return null;
    }
    try {
      return MAPPER.readTree(text) instanceof ObjectNode object ? object : null;
    } catch (JsonProcessingException e) {
      return null;
    }
  }
}
