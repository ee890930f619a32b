package dev.sundial.local.s3;

import dev.sundial.local.endpoint.Account;
import dev.sundial.local.stack.Deployment;
import dev.sundial.local.stack.Properties;
import dev.sundial.local.stack.Resource;
import dev.sundial.local.stack.ResourceType;
import dev.sundial.local.wire.XmlText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code AWS::S3::Bucket}. */
public final class BucketResource implements ResourceType<BucketResource.Declared> {

  private static final int LONGEST_NAME = 63;

  private final Buckets buckets;

  /**
   * A declared bucket.
   *
   * @param name empty when the template gives none
   * @param versioned whether every version is kept
   * @param publicAccessBlock the four flags by name
   * @param abandonedUploads when uploads that were never completed are aborted
   */
  public record Declared(
      Optional<String> name,
      boolean versioned,
      Map<String, Boolean> publicAccessBlock,
      List<AbandonedUploads> abandonedUploads) {

    public Declared {
      publicAccessBlock = new LinkedHashMap<>(publicAccessBlock);
      abandonedUploads = List.copyOf(abandonedUploads);
    }
  }

  /**
   * A rule of the life cycle; {@code status} is {@code Enabled} or {@code Disabled}, {@code days} 1
   * or more.
   */
  public record AbandonedUploads(String id, String status, String prefix, int days) {}

  public BucketResource(Buckets buckets) {
    this.buckets = buckets;
  }

  @Override
  public String name() {
    return "AWS::S3::Bucket";
  }

  @Override
  public Set<String> attributes() {
    return Set.of("Arn", "DomainName", "DualStackDomainName", "RegionalDomainName");
  }

  @Override
  public Declared read(Properties properties) {
    properties.object("BucketEncryption").ifPresent(BucketResource::readEncryption);
    properties
        .object("OwnershipControls")
        .ifPresent(
            controls ->
                controls
                    .objects("Rules")
                    .forEach(rule -> rule.oneOf("ObjectOwnership", "", "BucketOwnerEnforced")));
    return new Declared(
        properties.optionalText("BucketName"),
        properties
            .object("VersioningConfiguration")
            .filter(versioning -> versioning.oneOf("Status", "", "Enabled").equals("Enabled"))
            .isPresent(),
        properties
            .object("PublicAccessBlockConfiguration")
            .map(BucketResource::readAccess)
            .orElse(flags(true)),
        readLifecycle(properties));
  }

  private static void readEncryption(Properties encryption) {
    for (Properties rule : encryption.objects("ServerSideEncryptionConfiguration")) {
      rule.object("ServerSideEncryptionByDefault")
          .ifPresent(byDefault -> byDefault.oneOf("SSEAlgorithm", "", "AES256"));
    }
  }

  private static Map<String, Boolean> readAccess(Properties block) {
    Map<String, Boolean> flags = flags(false);
    flags.replaceAll((name, absent) -> block.bool(name, absent));
    return flags;
  }

  private static Map<String, Boolean> flags(boolean all) {
    Map<String, Boolean> flags = new LinkedHashMap<>();
    for (String name :
        List.of(
            "BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets")) {
      flags.put(name, all);
    }
    return flags;
  }

  private static List<AbandonedUploads> readLifecycle(Properties properties) {
    List<AbandonedUploads> rules = new ArrayList<>();
    properties
        .object("LifecycleConfiguration")
        .ifPresent(
            configuration ->
                configuration.objects("Rules").forEach(rule -> rules.add(readRule(rule))));
    return rules;
  }

  private static AbandonedUploads readRule(Properties rule) {
    Optional<Properties> abort = rule.object("AbortIncompleteMultipartUpload");
    if (abort.isEmpty()) {
      rule.problem("AbortIncompleteMultipartUpload", "is required: no other action is implemented");
    }
    return new AbandonedUploads(
        rule.optionalText("Id").orElse("rule"),
        rule.oneOf("Status", "", "Enabled", "Disabled"),
        rule.optionalText("Prefix").orElse(""),
        abort.map(some -> some.integer("DaysAfterInitiation", 1, 1, Integer.MAX_VALUE)).orElse(1));
  }

  @Override
  public Optional<String> givenName(Declared declaration) {
    return declaration.name();
  }

  @Override
  public Resource create(Declared declaration, Deployment deployment) {
    String bucket =
        declaration
            .name()
            .orElseGet(() -> deployment.physicalName(LONGEST_NAME).toLowerCase(Locale.ROOT));
    return configure(bucket, declaration);
  }

  @Override
  public Optional<String> replacement(Declared before, Declared after) {
    if (!before.name().equals(after.name())) {
      return Optional.of("BucketName changed");
    }
    return before.versioned() && !after.versioned()
        ? Optional.of("VersioningConfiguration was taken away")
        : Optional.empty();
  }

  @Override
  public Resource update(
      Resource existing, Declared before, Declared after, Deployment deployment) {
    return configure(existing.physicalId(), after);
  }

  @Override
  public Optional<String> holds(Resource existing) {
    return buckets.holdsObjects(existing.physicalId()) ? Optional.of("objects") : Optional.empty();
  }

  @Override
  public void delete(Resource existing, Deployment deployment) {
    if (buckets.exists(existing.physicalId())) {
      buckets.clear(existing.physicalId());
      buckets.delete(existing.physicalId());
    }
  }

  private Resource configure(String bucket, Declared declared) {
    buckets.create(bucket);
    if (declared.versioned()) {
      buckets.version(bucket);
    }
    BucketSettings settings = buckets.settings();
    settings.put(bucket, BucketSetting.PUBLIC_ACCESS_BLOCK, publicAccessBlock(declared));
    if (declared.abandonedUploads().isEmpty()) {
      settings.remove(bucket, BucketSetting.LIFECYCLE);
    } else {
      settings.put(bucket, BucketSetting.LIFECYCLE, lifecycle(declared));
    }
    String domain = bucket + ".s3." + Account.REGION + "." + Account.URL_SUFFIX;
    return new Resource(
        name(),
        bucket,
        Map.of(
            "Arn", "arn:" + Account.PARTITION + ":s3:::" + bucket,
            "DomainName", bucket + ".s3." + Account.URL_SUFFIX,
            "DualStackDomainName",
                bucket + ".s3.dualstack." + Account.REGION + "." + Account.URL_SUFFIX,
            "RegionalDomainName", domain));
  }

  private static String publicAccessBlock(Declared declared) {
    var xml = new XmlText();
    xml.open("PublicAccessBlockConfiguration", BucketOperations.NAMESPACE);
    declared.publicAccessBlock().forEach((flag, on) -> xml.element(flag, on.toString()));
    xml.close();
    return text(xml);
  }

  private static String lifecycle(Declared declared) {
    var xml = new XmlText();
    xml.open("LifecycleConfiguration", BucketOperations.NAMESPACE);
    for (AbandonedUploads rule : declared.abandonedUploads()) {
      xml.open("Rule");
      xml.element("ID", rule.id());
      xml.open("Filter");
      xml.element("Prefix", rule.prefix());
      xml.close();
      xml.element("Status", rule.status());
      xml.open("AbortIncompleteMultipartUpload");
      xml.element("DaysAfterInitiation", Integer.toString(rule.days()));
      xml.close();
      xml.close();
    }
    xml.close();
    return text(xml);
  }

  private static String text(XmlText xml) {
    return new String(xml.bytes(), StandardCharsets.UTF_8);
  }
}
