package dev.sundial.local.secrets;

import dev.sundial.local.endpoint.Account;
import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.secrets.StoredSecret.Version;
import dev.sundial.local.state.Shelf;
import dev.sundial.local.state.StateStore;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The secrets of the account. */
public final class Secrets {
  private static final String LETTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  private static final int SUFFIX_LENGTH = 6;
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9/_+=.@-]{1,512}");

  private final Shelf<StoredSecret> shelf;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  /**
   * @param clock virtual time
   */
  public Secrets(StateStore store, Clock clock) {
    this.shelf = store.shelf("secretsmanager.secrets", StoredSecret.class);
    this.clock = clock;
  }

  Instant now() {
    return clock.instant();
  }

  SecureRandom random() {
    return random;
  }

  /** Those that are there, whether marked for deletion or not. */
  List<StoredSecret> all() {
    return shelf.values().stream().filter(this::isThere).toList();
  }

  /** A secret by its name, its ARN, or its ARN without the suffix; also one that is marked. */
  Optional<StoredSecret> find(String id) {
    Optional<String> resource =
        Account.resourceOf("secretsmanager", id)
            .filter(rest -> rest.startsWith("secret:"))
            .map(rest -> rest.substring("secret:".length()));
    if (resource.isEmpty()) {
      return shelf.get(id).filter(this::isThere);
    }
    String name = resource.get();
    int cut = name.length() - SUFFIX_LENGTH - 1;
    return (cut > 0 ? shelf.get(name.substring(0, cut)) : Optional.<StoredSecret>empty())
        .filter(secret -> secret.arn().equals(id))
        .or(() -> shelf.get(name))
        .filter(this::isThere);
  }

  /** The ARN a permission is asked for: the secret's own, or of one there is none of. */
  public String arn(String id) {
    return find(id)
        .map(StoredSecret::arn)
        .orElse(id.startsWith("arn:") ? id : Account.arn("secretsmanager", "secret:" + id));
  }

  /** The name in what a secret is asked for by. */
  static String name(String id) {
    return Account.resourceOf("secretsmanager", id)
        .filter(rest -> rest.startsWith("secret:"))
        .map(rest -> rest.substring("secret:".length()))
        .map(rest -> rest.replaceFirst("-[A-Za-z0-9]{" + SUFFIX_LENGTH + "}$", ""))
        .orElse(id);
  }

  private boolean isThere(StoredSecret secret) {
    Instant gone = secret.gone();
    return gone == null || now().isBefore(gone);
  }

  /**
   * @throws AwsError when there is none, or it is marked for deletion
   */
  StoredSecret get(String id) {
    StoredSecret secret = find(id).orElseThrow(SecretErrors::notFound);
    if (secret.deleted() != null) {
      throw SecretErrors.marked();
    }
    return secret;
  }

  /** A secret, and the version that came with what was asked; null when no value did. */
  record Created(StoredSecret secret, @Nullable Version version) {}

  /**
   * Makes a secret with its value at once; the same asked for again, with its token, changes
   * nothing.
   *
   * @param token id of the first version; empty to make one up
   * @throws AwsError when there is one of that name
   */
  synchronized Created create(
      String name,
      String description,
      String kmsKeyId,
      Map<String, String> tags,
      String token,
      Optional<SecretValue> value) {
    if (!NAME.matcher(name).matches()) {
      throw SecretErrors.invalid(
          "Invalid name. Must be a valid name containing alphanumeric characters, or any of the"
              + " following: -/_+=.@!");
    }
    Optional<StoredSecret> there = find(name);
    if (there.isPresent()) {
      return again(there.get(), token, value);
    }
    StoredSecret empty =
        new StoredSecret(
            name, suffix(), description, kmsKeyId, tags, List.of(), now(), now(), null, null);
    Optional<Version> first =
        value.map(given -> version(token, given, Set.of(StoredSecret.CURRENT), false));
    StoredSecret secret = first.map(version -> empty.put(version, now())).orElse(empty);
    shelf.putDurably(name, secret);
    return new Created(secret, first.orElse(null));
  }

  private static Created again(StoredSecret there, String token, Optional<SecretValue> value) {
    if (there.deleted() != null) {
      throw SecretErrors.request(
          "You can't create this secret because a secret with this name is already scheduled for"
              + " deletion.");
    }
    Version version = there.version(token).orElseThrow(() -> SecretErrors.exists(there.name()));
    if (value.filter(given -> given.isOf(version)).isEmpty()) {
      throw SecretErrors.tokenInUse(token, there);
    }
    return new Created(there, version);
  }

  private Version version(String token, SecretValue value, Set<String> stages, boolean declared) {
    return new Version(
        token.isEmpty() ? UUID.randomUUID().toString() : token,
        value.text(),
        value.binary(),
        stages,
        declared,
        now());
  }

  private String suffix() {
    StringBuilder suffix = new StringBuilder();
    for (int i = 0; i < SUFFIX_LENGTH; i++) {
      suffix.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return suffix.toString();
  }

  synchronized StoredSecret change(
      StoredSecret secret, BiFunction<StoredSecret, Instant, StoredSecret> by) {
    StoredSecret newest = newest(secret);
    StoredSecret changed = by.apply(newest, now());
    shelf.putDurably(changed.name(), changed);
    return changed;
  }

  /** As it is by now; another call may have changed it since it was looked up. */
  private StoredSecret newest(StoredSecret secret) {
    return shelf
        .get(secret.name())
        .filter(one -> one.suffix().equals(secret.suffix()))
        .filter(this::isThere)
        .orElseThrow(SecretErrors::notFound);
  }

  /**
   * Puts a value; a token that came before with the same value changes nothing. Without a current
   * value, it becomes that too.
   *
   * @param token the version's id; empty to make one up
   * @throws AwsError when the token came with another value
   */
  Version put(StoredSecret to, String token, SecretValue value, Set<String> stages) {
    return put(to, token, value, stages, false);
  }

  /** Puts what a template says of the value. */
  void declare(StoredSecret to, SecretValue value) {
    put(to, "", value, Set.of(StoredSecret.CURRENT), true);
  }

  private synchronized Version put(
      StoredSecret to, String token, SecretValue value, Set<String> stages, boolean declared) {
    StoredSecret secret = newest(to);
    if (secret.deleted() != null) {
      throw SecretErrors.marked();
    }
    Optional<Version> there = secret.version(token);
    if (there.isPresent()) {
      if (!value.isOf(there.get())) {
        throw SecretErrors.tokenInUse(token, secret);
      }
      return there.get();
    }
    Set<String> labels = new HashSet<>(stages);
    if (secret.staged(StoredSecret.CURRENT).isEmpty()) {
      labels.add(StoredSecret.CURRENT);
    }
    Version version = version(token, value, labels, declared);
    change(secret, (newest, at) -> newest.put(version, at));
    return version;
  }

  /** Marks a secret; until then it can be restored. */
  StoredSecret mark(StoredSecret secret, Duration window) {
    return change(secret, (newest, at) -> newest.marked(at, at.plus(window)));
  }

  StoredSecret restore(StoredSecret secret) {
    return change(secret, (newest, at) -> newest.marked(null, null));
  }

  synchronized void delete(String name) {
    shelf.removeDurably(name);
  }
}
