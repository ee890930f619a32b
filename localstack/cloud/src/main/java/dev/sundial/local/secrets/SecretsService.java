package dev.sundial.local.secrets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sundial.local.endpoint.AwsRequest;
import dev.sundial.local.endpoint.AwsService;
import dev.sundial.local.secrets.StoredSecret.Version;
import dev.sundial.local.wire.ModeledService;
import dev.sundial.local.wire.Operations;
import dev.sundial.local.wire.Page;
import dev.sundial.local.wire.TagKeys;
import dev.sundial.local.wire.Trees;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Secrets Manager as its clients see it. */
public final class SecretsService {
  private static final String ID = "SecretId";
  private static final int WINDOW_DAYS = 30;

  private final Secrets secrets;

  private SecretsService(Secrets secrets) {
    this.secrets = secrets;
  }

  /** The service behind the endpoint. */
  public static AwsService of(Secrets secrets) {
    return new ModeledService(
        "secretsmanager",
        "https://secretsmanager.amazonaws.com/doc/2017-10-17/",
        new SecretsService(secrets).operations().table());
  }

  private Operations operations() {
    return new Operations()
        .on(
            "CreateSecret",
            this::create,
            "Name",
            "ClientRequestToken",
            "Description",
            "KmsKeyId",
            "SecretString",
            "SecretBinary",
            "Tags")
        .on("GetSecretValue", this::value, ID, "VersionId", "VersionStage")
        .on(
            "PutSecretValue",
            this::put,
            ID,
            "ClientRequestToken",
            "SecretString",
            "SecretBinary",
            "VersionStages")
        .on(
            "UpdateSecret",
            this::update,
            ID,
            "ClientRequestToken",
            "Description",
            "KmsKeyId",
            "SecretString",
            "SecretBinary")
        .on(
            "UpdateSecretVersionStage",
            this::label,
            ID,
            "VersionStage",
            "MoveToVersionId",
            "RemoveFromVersionId")
        .on("DescribeSecret", this::describe, ID)
        .on(
            "ListSecrets",
            this::list,
            "MaxResults",
            "NextToken",
            "IncludePlannedDeletion",
            "SortOrder")
        .on(
            "ListSecretVersionIds",
            this::versions,
            ID,
            "MaxResults",
            "NextToken",
            "IncludeDeprecated")
        .on("DeleteSecret", this::delete, ID, "RecoveryWindowInDays", "ForceDeleteWithoutRecovery")
        .on("RestoreSecret", this::restore, ID)
        .on("TagResource", this::tag, ID, "Tags")
        .on("UntagResource", this::untag, ID, "TagKeys")
        .on(
            "GetRandomPassword",
            this::password,
            "PasswordLength",
            "ExcludeCharacters",
            "ExcludeNumbers",
            "ExcludePunctuation",
            "ExcludeUppercase",
            "ExcludeLowercase",
            "IncludeSpace",
            "RequireEachIncludedType")
        .refuse(
            "BatchGetSecretValue",
            "CancelRotateSecret",
            "RotateSecret",
            "DeleteResourcePolicy",
            "GetResourcePolicy",
            "PutResourcePolicy",
            "ValidateResourcePolicy",
            "RemoveRegionsFromReplication",
            "ReplicateSecretToRegions",
            "StopReplicationToReplica");
  }

  private JsonNode create(ObjectNode input, AwsRequest request) {
    Secrets.Created created =
        secrets.create(
            Trees.text(input, "Name"),
            Trees.text(input, "Description", ""),
            key(input).orElse(""),
            tags(input),
            Trees.text(input, "ClientRequestToken", ""),
            SecretValue.in(input));
    ObjectNode output = named(created.secret());
    Version version = created.version();
    return version == null ? output : output.put("VersionId", version.id());
  }

  private JsonNode value(ObjectNode input, AwsRequest request) {
    StoredSecret secret = secret(input);
    String id = Trees.text(input, "VersionId", "");
    String stage = Trees.text(input, "VersionStage", id.isEmpty() ? StoredSecret.CURRENT : "");
    Version version =
        (id.isEmpty() ? secret.staged(stage) : secret.version(id))
            .filter(one -> stage.isEmpty() || one.stages().contains(stage))
            .orElseThrow(
                () ->
                    SecretErrors.noVersion(
                        id.isEmpty() ? "staging label: " + stage : "VersionId: " + id));
    ObjectNode output = named(secret);
    output.put("VersionId", version.id());
    if (version.text() != null) {
      output.put("SecretString", version.text());
    } else {
      output.put("SecretBinary", version.binary());
    }
    stages(output, version);
    output.put("CreatedDate", seconds(version.created()));
    return output;
  }

  private JsonNode put(ObjectNode input, AwsRequest request) {
    SecretValue value =
        SecretValue.in(input)
            .orElseThrow(
                () ->
                    SecretErrors.invalid("You must provide either SecretString or SecretBinary."));
    Set<String> stages = new HashSet<>();
    input.path("VersionStages").forEach(stage -> stages.add(stage.asText()));
    StoredSecret secret = secret(input);
    Version version =
        secrets.put(
            secret,
            Trees.text(input, "ClientRequestToken", ""),
            value,
            stages.isEmpty() ? Set.of(StoredSecret.CURRENT) : stages);
    ObjectNode output = named(secret);
    output.put("VersionId", version.id());
    stages(output, version);
    return output;
  }

  private JsonNode update(ObjectNode input, AwsRequest request) {
    Optional<SecretValue> value = SecretValue.in(input);
    StoredSecret secret = secret(input);
    Optional<String> key = key(input);
    if (input.hasNonNull("Description") || key.isPresent()) {
      secrets.change(
          secret,
          (newest, at) ->
              newest.described(
                  Trees.text(input, "Description", newest.description()),
                  key.orElse(newest.kmsKeyId()),
                  at));
    }
    ObjectNode output = named(secret);
    value.ifPresent(
        given ->
            output.put(
                "VersionId",
                secrets
                    .put(
                        secret,
                        Trees.text(input, "ClientRequestToken", ""),
                        given,
                        Set.of(StoredSecret.CURRENT))
                    .id()));
    return output;
  }

  private JsonNode label(ObjectNode input, AwsRequest request) {
    StoredSecret secret = secret(input);
    String stage = Trees.text(input, "VersionStage");
    String to = Trees.text(input, "MoveToVersionId", "");
    String from = Trees.text(input, "RemoveFromVersionId", "");
    String holder = secret.staged(stage).map(Version::id).orElse("");
    if (!holder.equals(from) && !holder.equals(to)) {
      throw SecretErrors.invalid(
          "The parameter RemoveFromVersionId must be the version that has the staging label "
              + stage);
    }
    if (to.isEmpty()) {
      if (stage.equals(StoredSecret.CURRENT)) {
        throw SecretErrors.invalid("You can only move staging label AWSCURRENT to another version");
      }
      secrets.change(secret, (newest, at) -> newest.unlabel(stage, at));
    } else {
      if (secret.version(to).isEmpty()) {
        throw SecretErrors.noVersion("VersionId: " + to);
      }
      if (!holder.equals(to)) {
        secrets.change(secret, (newest, at) -> newest.label(stage, to, at));
      }
    }
    return named(secret);
  }

  private JsonNode describe(ObjectNode input, AwsRequest request) {
    StoredSecret secret = secrets.find(Trees.text(input, ID)).orElseThrow(SecretErrors::notFound);
    ObjectNode output = described(secret);
    ObjectNode versions = output.putObject("VersionIdsToStages");
    labelled(secret, versions);
    return output;
  }

  private static void labelled(StoredSecret secret, ObjectNode versions) {
    for (Version version : secret.versions()) {
      if (!version.stages().isEmpty()) {
        ArrayNode stages = versions.putArray(version.id());
        version.stages().stream().sorted().forEach(stages::add);
      }
    }
  }

  private static ObjectNode described(StoredSecret secret) {
    ObjectNode output = named(secret);
    if (!secret.description().isEmpty()) {
      output.put("Description", secret.description());
    }
    if (!secret.kmsKeyId().isEmpty()) {
      output.put("KmsKeyId", secret.kmsKeyId());
    }
    output.put("CreatedDate", seconds(secret.created()));
    output.put("LastChangedDate", seconds(secret.changed()));
    Instant deleted = secret.deleted();
    if (deleted != null) {
      output.put("DeletedDate", seconds(deleted));
    }
    ArrayNode tags = output.putArray("Tags");
    secret.tags().forEach((key, value) -> tags.addObject().put("Key", key).put("Value", value));
    return output;
  }

  private JsonNode list(ObjectNode input, AwsRequest request) {
    boolean planned = input.path("IncludePlannedDeletion").asBoolean(false);
    if (!Trees.text(input, "SortOrder", "asc").equals("asc")) {
      throw SecretErrors.invalid("The local cloud does not implement SortOrder desc");
    }
    Page<StoredSecret> page =
        page(
            input,
            secrets.all().stream().filter(one -> planned || one.deleted() == null).toList(),
            StoredSecret::name);
    ObjectNode output = Trees.object();
    ArrayNode list = output.putArray("SecretList");
    for (StoredSecret secret : page.items()) {
      ObjectNode one = described(secret);
      labelled(secret, one.putObject("SecretVersionsToStages"));
      list.add(one);
    }
    page.next().ifPresent(token -> output.put("NextToken", token));
    return output;
  }

  private static <T> Page<T> page(
      ObjectNode input, List<T> all, java.util.function.Function<T, String> key) {
    int most = Trees.integer(input, "MaxResults", 100);
    if (most < 1 || most > 100) {
      throw SecretErrors.invalid("MaxResults must be from 1 to 100, was " + most);
    }
    return Page.of(
        all,
        key,
        Trees.text(input, "NextToken", ""),
        most,
        new dev.sundial.local.endpoint.AwsError(
            400, "InvalidNextTokenException", "The NextToken value is invalid."));
  }

  private JsonNode versions(ObjectNode input, AwsRequest request) {
    StoredSecret secret = secret(input);
    boolean deprecated = input.path("IncludeDeprecated").asBoolean(false);
    Page<Version> page =
        page(
            input,
            secret.versions().stream()
                .filter(one -> deprecated || !one.stages().isEmpty())
                .toList(),
            Version::id);
    ObjectNode output = named(secret);
    ArrayNode list = output.putArray("Versions");
    for (Version version : page.items()) {
      ObjectNode one = list.addObject();
      one.put("VersionId", version.id());
      stages(one, version);
      one.put("CreatedDate", seconds(version.created()));
    }
    page.next().ifPresent(token -> output.put("NextToken", token));
    return output;
  }

  private JsonNode delete(ObjectNode input, AwsRequest request) {
    boolean force = input.path("ForceDeleteWithoutRecovery").asBoolean(false);
    boolean window = input.hasNonNull("RecoveryWindowInDays");
    if (force && window) {
      throw SecretErrors.invalid(
          "You can't use ForceDeleteWithoutRecovery in conjunction with RecoveryWindowInDays.");
    }
    int days = Trees.integer(input, "RecoveryWindowInDays", WINDOW_DAYS);
    if (days < 7 || days > 30) {
      throw SecretErrors.invalid(
          "The RecoveryWindowInDays value must be between 7 and 30 days (inclusive).");
    }
    if (force) {
      return forceDelete(Trees.text(input, ID));
    }
    StoredSecret secret = secret(input);
    ObjectNode output = named(secret);
    Instant gone = secrets.mark(secret, Duration.ofDays(days)).gone();
    return output.put("DeletionDate", gone == null ? 0 : seconds(gone));
  }

  /** One that is marked goes at once, and one that is gone already is fine. */
  private JsonNode forceDelete(String id) {
    Optional<StoredSecret> there = secrets.find(id);
    ObjectNode output =
        there
            .map(SecretsService::named)
            .orElseGet(
                () -> Trees.object().put("ARN", secrets.arn(id)).put("Name", Secrets.name(id)));
    there.ifPresent(secret -> secrets.delete(secret.name()));
    return output.put("DeletionDate", seconds(secrets.now()));
  }

  private JsonNode restore(ObjectNode input, AwsRequest request) {
    StoredSecret secret = secrets.find(Trees.text(input, ID)).orElseThrow(SecretErrors::notFound);
    return named(secrets.restore(secret));
  }

  private JsonNode tag(ObjectNode input, AwsRequest request) {
    secrets.change(
        secret(input),
        (newest, at) -> {
          Map<String, String> all = new TreeMap<>(newest.tags());
          all.putAll(tags(input));
          return newest.withTags(all, at);
        });
    return Trees.object();
  }

  private JsonNode untag(ObjectNode input, AwsRequest request) {
    secrets.change(
        secret(input),
        (newest, at) -> {
          Map<String, String> all = new TreeMap<>(newest.tags());
          input.path("TagKeys").forEach(key -> all.remove(key.asText()));
          return newest.withTags(all, at);
        });
    return Trees.object();
  }

  private JsonNode password(ObjectNode input, AwsRequest request) {
    int length = Trees.integer(input, "PasswordLength", RandomPassword.USUAL_LENGTH);
    if (length < 1 || length > RandomPassword.LONGEST) {
      throw SecretErrors.invalid("PasswordLength must be from 1 to 4096, was " + length);
    }
    RandomPassword password =
        new RandomPassword(
            length,
            Trees.text(input, "ExcludeCharacters", ""),
            input.path("ExcludeLowercase").asBoolean(false),
            input.path("ExcludeUppercase").asBoolean(false),
            input.path("ExcludeNumbers").asBoolean(false),
            input.path("ExcludePunctuation").asBoolean(false),
            input.path("IncludeSpace").asBoolean(false),
            input.path("RequireEachIncludedType").asBoolean(true));
    return Trees.object().put("RandomPassword", password.make(secrets.random()));
  }

  private StoredSecret secret(ObjectNode input) {
    return secrets.get(Trees.text(input, ID));
  }

  private static ObjectNode named(StoredSecret secret) {
    return Trees.object().put("ARN", secret.arn()).put("Name", secret.name());
  }

  private static void stages(ObjectNode output, Version version) {
    ArrayNode stages = output.putArray("VersionStages");
    version.stages().stream().sorted().forEach(stages::add);
  }

  private static Optional<String> key(ObjectNode input) {
    String key = Trees.text(input, "KmsKeyId", "");
    if (!key.isEmpty() && !key.equals(SecretResource.MANAGED_KEY)) {
      throw SecretErrors.invalid(
          "The local cloud does not implement KmsKeyId " + key + ": it has no KMS");
    }
    return input.hasNonNull("KmsKeyId") ? Optional.of(key) : Optional.empty();
  }

  private static Map<String, String> tags(ObjectNode input) {
    Map<String, String> tags = new TreeMap<>();
    input
        .path("Tags")
        .forEach(tag -> tags.put(tag.path("Key").asText(), tag.path("Value").asText()));
    TagKeys.problem(tags.keySet())
        .ifPresent(
            why -> {
              throw SecretErrors.invalid(why);
            });
    return tags;
  }

  private static double seconds(Instant at) {
    return at.toEpochMilli() / 1000.0;
  }
}
