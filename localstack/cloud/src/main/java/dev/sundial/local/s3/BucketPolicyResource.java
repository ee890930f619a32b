package dev.sundial.local.s3;

import dev.sundial.local.iam.PolicyDocument;
import dev.sundial.local.stack.Deployment;
import dev.sundial.local.stack.Properties;
import dev.sundial.local.stack.Resource;
import dev.sundial.local.stack.ResourceType;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code AWS::S3::BucketPolicy}: kept as the bucket's policy. */
public final class BucketPolicyResource implements ResourceType<BucketPolicyResource.Declared> {

  private final Buckets buckets;

  /** A bucket's name and the JSON of its policy. */
  public record Declared(String bucket, String document) {}

  public BucketPolicyResource(Buckets buckets) {
    this.buckets = buckets;
  }

  @Override
  public String name() {
    return "AWS::S3::BucketPolicy";
  }

  @Override
  public Set<String> attributes() {
    return Set.of();
  }

  @Override
  public Declared read(Properties properties) {
    PolicyDocument document =
        PolicyDocument.read(properties, "PolicyDocument", PolicyDocument.Kind.RESOURCE);
    return new Declared(properties.text("Bucket"), document.json().toString());
  }

  @Override
  public Resource create(Declared declaration, Deployment deployment) {
    return set(declaration);
  }

  @Override
  public Optional<String> replacement(Declared before, Declared after) {
    return before.bucket().equals(after.bucket())
        ? Optional.empty()
        : Optional.of("Bucket changed");
  }

  @Override
  public Resource update(
      Resource existing, Declared before, Declared after, Deployment deployment) {
    return set(after);
  }

  @Override
  public void delete(Resource existing, Deployment deployment) {
    if (buckets.exists(existing.physicalId())) {
      buckets.settings().remove(existing.physicalId(), BucketSetting.POLICY);
    }
  }

  private Resource set(Declared declaration) {
    buckets.require(declaration.bucket());
    String checked =
        SettingCheck.checked(
            buckets,
            declaration.bucket(),
            BucketSetting.POLICY,
            declaration.document().getBytes(StandardCharsets.UTF_8));
    buckets.settings().put(declaration.bucket(), BucketSetting.POLICY, checked);
    return new Resource(name(), declaration.bucket(), Map.of());
  }
}
