package dev.sundial.local.s3;

import dev.sundial.local.state.Shelf;
import dev.sundial.local.state.StateStore;
import java.util.Optional;

/** The settings of all buckets, as the documents they were given as. */
final class BucketSettings {

  /** Its own record, so that a setting that was taken away differs from one that was never made. */
  record Setting(String document) {}

  private final Shelf<Setting> shelf;

  BucketSettings(StateStore state) {
    this.shelf = state.shelf("s3.settings", Setting.class);
  }

  Optional<String> get(String bucket, BucketSetting setting) {
    return shelf
        .get(key(bucket, setting))
        .map(
            stored ->
                stored.document().isEmpty()
                    ? Optional.<String>empty()
                    : Optional.of(stored.document()))
        .orElseGet(setting::initial);
  }

  void put(String bucket, BucketSetting setting, String document) {
    shelf.putDurably(key(bucket, setting), new Setting(document));
  }

  /** Takes it away; encryption falls back to what every bucket has. */
  void remove(String bucket, BucketSetting setting) {
    if (setting == BucketSetting.ENCRYPTION) {
      shelf.removeDurably(key(bucket, setting));
    } else {
      put(bucket, setting, "");
    }
  }

  /** Forgets a bucket. */
  void forget(String bucket) {
    for (BucketSetting setting : BucketSetting.values()) {
      shelf.remove(key(bucket, setting));
    }
  }

  private static String key(String bucket, BucketSetting setting) {
    return bucket + "/" + setting.query();
  }
}
