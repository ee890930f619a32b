package dev.sundial.local.secrets;

import dev.sundial.local.endpoint.Account;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A secret as it is remembered.
 *
 * @param suffix six characters that end its ARN
 * @param versions oldest first
 * @param deleted when it was marked for deletion; null when it is not
 * @param gone when it is deleted for good; null when it is not marked
 */
record StoredSecret(
    String name,
    String suffix,
    String description,
    String kmsKeyId,
    Map<String, String> tags,
    List<Version> versions,
    Instant created,
    Instant changed,
    @Nullable Instant deleted,
    @Nullable Instant gone) {
  static final String CURRENT = "AWSCURRENT";
  static final String PREVIOUS = "AWSPREVIOUS";
  private static final int MOST_UNLABELLED = 100;

  /**
   * One value.
   *
   * @param text null when it is binary
   * @param binary in Base64; null when it is a text
   * @param stages its labels; without any it may be dropped
   * @param declared whether a template said it
   */
  record Version(
      String id,
      @Nullable String text,
      @Nullable String binary,
      Set<String> stages,
      boolean declared,
      Instant created) {
    Version {
      stages = Set.copyOf(stages);
    }

    Version labelled(Set<String> other) {
      return new Version(id, text, binary, other, declared, created);
    }

    private boolean saysAs(Version other) {
      return Objects.equals(text, other.text) && Objects.equals(binary, other.binary);
    }

    /** Never the value. */
    @Override
    public String toString() {
      return "Version " + id + " " + stages;
    }
  }

  StoredSecret {
    tags = Collections.unmodifiableMap(new TreeMap<>(tags));
    versions = List.copyOf(versions);
  }

  String arn() {
    return Account.arn("secretsmanager", "secret:" + name + "-" + suffix);
  }

  Optional<Version> version(String id) {
    return versions.stream().filter(one -> one.id().equals(id)).findFirst();
  }

  Optional<Version> staged(String stage) {
    return versions.stream().filter(one -> one.stages().contains(stage)).findFirst();
  }

  /** Whether the current value is another one than a template said last. */
  boolean isPutByHand() {
    Optional<Version> declared = versions.reversed().stream().filter(Version::declared).findFirst();
    return staged(CURRENT)
        .filter(current -> declared.filter(current::saysAs).isEmpty())
        .isPresent();
  }

  /**
   * With one more version that takes these labels; what was current becomes previous when the
   * current label moves.
   */
  StoredSecret put(Version added, Instant now) {
    List<Version> all = new ArrayList<>();
    for (Version version : moved(added.stages(), "")) {
      all.add(version);
    }
    all.add(added);
    return withVersions(trimmed(all), now);
  }

  /** With a label moved to a version. */
  StoredSecret label(String stage, String versionId, Instant now) {
    List<Version> all = new ArrayList<>();
    for (Version version : moved(Set.of(stage), versionId)) {
      Set<String> stages = new HashSet<>(version.stages());
      if (version.id().equals(versionId)) {
        stages.add(stage);
      }
      all.add(version.labelled(stages));
    }
    return withVersions(all, now);
  }

  /** With a label taken off. */
  StoredSecret unlabel(String stage, Instant now) {
    return withVersions(
        versions.stream().map(version -> without(version, Set.of(stage))).toList(), now);
  }

  private List<Version> moved(Set<String> labels, String to) {
    boolean current = labels.contains(CURRENT) && staged(CURRENT).isPresent();
    Set<String> taken = new HashSet<>(labels);
    if (current) {
      taken.add(PREVIOUS);
    }
    List<Version> all = new ArrayList<>();
    for (Version version : versions) {
      Version left = without(version, taken);
      boolean becomesPrevious =
          current && version.stages().contains(CURRENT) && !version.id().equals(to);
      if (becomesPrevious) {
        Set<String> stages = new HashSet<>(left.stages());
        stages.add(PREVIOUS);
        left = left.labelled(stages);
      }
      all.add(left);
    }
    return all;
  }

  private static Version without(Version version, Set<String> labels) {
    Set<String> stages = new HashSet<>(version.stages());
    stages.removeAll(labels);
    return version.labelled(stages);
  }

  /** Versions without labels are deprecated; AWS keeps about a hundred. */
  private static List<Version> trimmed(List<Version> all) {
    List<Version> kept = new ArrayList<>(all);
    long unlabelled = kept.stream().filter(one -> one.stages().isEmpty()).count();
    for (int i = 0; i < kept.size() && unlabelled > MOST_UNLABELLED; ) {
      if (kept.get(i).stages().isEmpty()) {
        kept.remove(i);
        unlabelled--;
      } else {
        i++;
      }
    }
    return kept;
  }

  StoredSecret withVersions(List<Version> all, Instant now) {
    return new StoredSecret(
        name, suffix, description, kmsKeyId, tags, all, created, now, deleted, gone);
  }

  StoredSecret described(String text, String key, Instant now) {
    return new StoredSecret(name, suffix, text, key, tags, versions, created, now, deleted, gone);
  }

  StoredSecret withTags(Map<String, String> all, Instant now) {
    return new StoredSecret(
        name, suffix, description, kmsKeyId, all, versions, created, now, deleted, gone);
  }

  StoredSecret marked(@Nullable Instant at, @Nullable Instant until) {
    return new StoredSecret(
        name, suffix, description, kmsKeyId, tags, versions, created, changed, at, until);
  }

  /** Never the values. */
  @Override
  public String toString() {
    return "Secret " + name;
  }
}
