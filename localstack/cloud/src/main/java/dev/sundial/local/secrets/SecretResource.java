package dev.sundial.local.secrets;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sundial.local.stack.Deployment;
import dev.sundial.local.stack.Pending;
import dev.sundial.local.stack.Properties;
import dev.sundial.local.stack.Resource;
import dev.sundial.local.stack.ResourceType;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code AWS::SecretsManager::Secret}. A deployment that does not change what the template says of
 * the value leaves the value that somebody put.
 */
public final class SecretResource implements ResourceType<SecretResource.Declared> {
  static final String MANAGED_KEY = "alias/aws/secretsmanager";
  private static final int LONGEST_NAME = 64;

  private final Secrets secrets;

  /**
   * A declared secret.
   *
   * @param name empty when the template gives none
   * @param value what the template says of the value
   */
  public record Declared(
      Optional<String> name, String description, String kmsKeyId, Initial value) {}

  /** What a template says of a secret's first value. */
  public sealed interface Initial {
    /** This text. */
    record Text(String text) implements Initial {
      /** Never the value. */
      @Override
      public String toString() {
        return "a secret value";
      }
    }

    /**
     * One that is made up.
     *
     * @param key under which it is put into the template; empty without one
     * @param template an object as JSON; empty without one
     */
    record Generated(RandomPassword password, String key, String template) implements Initial {}
  }

  public SecretResource(Secrets secrets) {
    this.secrets = secrets;
  }

  @Override
  public String name() {
    return "AWS::SecretsManager::Secret";
  }

  @Override
  public Set<String> attributes() {
    return Set.of("Id");
  }

  @Override
  public Declared read(Properties properties) {
    String key = properties.optionalText("KmsKeyId").orElse("");
    if (!key.isEmpty() && !key.equals(MANAGED_KEY)) {
      properties.problem("KmsKeyId", "is supported as " + MANAGED_KEY + " only: there is no KMS");
    }
    boolean both = properties.has("SecretString") && properties.has("GenerateSecretString");
    if (both) {
      properties.problem("SecretString", "and GenerateSecretString cannot both be given");
    }
    Optional<Initial> text = properties.optionalText("SecretString").map(Initial.Text::new);
    Optional<Initial> generated =
        properties.object("GenerateSecretString").map(SecretResource::generated);
    return new Declared(
        properties.optionalText("Name"),
        properties.optionalText("Description").orElse(""),
        key,
        text.or(() -> generated).orElseGet(() -> new Initial.Generated(USUAL, "", "")));
  }

  private static final RandomPassword USUAL =
      new RandomPassword(RandomPassword.USUAL_LENGTH, "", false, false, false, false, false, true);

  private static Initial generated(Properties properties) {
    String key = properties.optionalText("GenerateStringKey").orElse("");
    String template = properties.optionalText("SecretStringTemplate").orElse("");
    if (key.isEmpty() != template.isEmpty()) {
      properties.problem("GenerateStringKey", "and SecretStringTemplate must be given together");
    }
    if (!template.isEmpty() && !Pending.in(template) && object(template).isEmpty()) {
      properties.problem("SecretStringTemplate", "must be a JSON object");
    }
    return new Initial.Generated(
        new RandomPassword(
            properties.integer(
                "PasswordLength", RandomPassword.USUAL_LENGTH, 1, RandomPassword.LONGEST),
            properties.optionalText("ExcludeCharacters").orElse(""),
            properties.bool("ExcludeLowercase", false),
            properties.bool("ExcludeUppercase", false),
            properties.bool("ExcludeNumbers", false),
            properties.bool("ExcludePunctuation", false),
            properties.bool("IncludeSpace", false),
            properties.bool("RequireEachIncludedType", true)),
        key,
        template);
  }

  private static Optional<ObjectNode> object(String json) {
    try {
      return new ObjectMapper().readTree(json) instanceof ObjectNode node
          ? Optional.of(node)
          : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  @Override
  public Optional<String> givenName(Declared declaration) {
    return declaration.name();
  }

  @Override
  public Resource create(Declared declaration, Deployment deployment) {
    String name = declaration.name().orElseGet(() -> deployment.physicalName(LONGEST_NAME));
    Optional<StoredSecret> there = secrets.find(name);
    StoredSecret secret =
        there.isPresent()
            ? secrets.restore(there.get())
            : secrets
                .create(
                    name,
                    declaration.description(),
                    declaration.kmsKeyId(),
                    Map.of(),
                    "",
                    Optional.empty())
                .secret();
    describe(secret, declaration);
    if (secret.staged(StoredSecret.CURRENT).isEmpty()) {
      put(secret, declaration);
    }
    return resource(secret);
  }

  @Override
  public Optional<String> replacement(Declared before, Declared after) {
    return before.name().equals(after.name()) ? Optional.empty() : Optional.of("Name changed");
  }

  @Override
  public Resource update(
      Resource existing, Declared before, Declared after, Deployment deployment) {
    Optional<StoredSecret> there = secrets.find(existing.physicalId());
    if (there.isEmpty()) {
      return create(after, deployment);
    }
    StoredSecret secret = secrets.restore(there.get());
    describe(secret, after);
    if (!before.value().equals(after.value())) {
      put(secret, after);
    }
    return resource(secret);
  }

  private void describe(StoredSecret secret, Declared declaration) {
    secrets.change(
        secret,
        (newest, at) -> newest.described(declaration.description(), declaration.kmsKeyId(), at));
  }

  private void put(StoredSecret secret, Declared declaration) {
    SecretValue value =
        switch (declaration.value()) {
          case Initial.Text text -> SecretValue.of(text.text());
          case Initial.Generated made -> SecretValue.of(made(made));
        };
    secrets.declare(secret, value);
  }

  private String made(Initial.Generated made) {
    String password = made.password().make(secrets.random());
    return made.key().isEmpty()
        ? password
        : object(made.template()).orElseThrow().put(made.key(), password).toString();
  }

  private Resource resource(StoredSecret secret) {
    return new Resource(name(), secret.arn(), Map.of("Id", secret.arn()));
  }

  /** What somebody put would be lost; what the template made would not. */
  @Override
  public Optional<String> holds(Resource existing) {
    return secrets
        .find(existing.physicalId())
        .filter(secret -> secret.deleted() == null)
        .filter(StoredSecret::isPutByHand)
        .map(secret -> "a value that somebody put into the secret " + secret.name());
  }

  @Override
  public void delete(Resource existing, Deployment deployment) {
    secrets.find(existing.physicalId()).ifPresent(secret -> secrets.delete(secret.name()));
  }
}
