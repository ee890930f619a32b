package dev.sundial.local.s3;

import dev.sundial.local.endpoint.AwsError;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The life cycle of a bucket: when uploads that were never completed are aborted. */
record LifecycleRules(List<Rule> rules) {

  /**
   * One rule.
   *
   * @param enabled others have no effect
   * @param prefix of the keys it is about
   * @param daysAfterInitiation 1 or more
   */
  record Rule(boolean enabled, String prefix, int daysAfterInitiation) {

    /** Days end at midnight UTC, as those of S3's life cycle do. */
    private boolean ends(String key, Instant initiated, Instant now) {
      Instant end =
          initiated.plus(Duration.ofDays(daysAfterInitiation + 1L)).truncatedTo(ChronoUnit.DAYS);
      return enabled && key.startsWith(prefix) && !now.isBefore(end);
    }
  }

  private static final Set<String> IMPLEMENTED =
      Set.of("ID", "Status", "Prefix", "Filter", "AbortIncompleteMultipartUpload");

  LifecycleRules {
    rules = List.copyOf(rules);
  }

  /** Whether an upload is to be aborted by now. */
  boolean end(String key, Instant initiated, Instant now) {
    return rules.stream().anyMatch(rule -> rule.ends(key, initiated, now));
  }

  /**
   * Reads a configuration.
   *
   * @throws AwsError naming what is not implemented
   */
  static LifecycleRules parse(XmlElement configuration) {
    List<Rule> rules = new ArrayList<>();
    for (XmlElement rule : configuration.children("Rule")) {
      for (XmlElement part : rule.children()) {
        if (!IMPLEMENTED.contains(part.name())) {
          throw S3Errors.notImplemented("the life cycle action " + part.name());
        }
      }
      rules.add(rule(rule));
    }
    if (rules.isEmpty()) {
      throw S3Errors.malformedXml();
    }
    return new LifecycleRules(rules);
  }

  private static Rule rule(XmlElement rule) {
    List<XmlElement> filters =
        rule.children("Filter").stream().flatMap(f -> f.children().stream()).toList();
    for (XmlElement filter : filters) {
      if (!filter.name().equals("Prefix")) {
        throw S3Errors.notImplemented("the life cycle filter " + filter.name());
      }
    }
    String prefix = filters.isEmpty() ? rule.text("Prefix") : filters.getFirst().text();
    String status = rule.text("Status");
    String days =
        rule.child("AbortIncompleteMultipartUpload")
            .map(abort -> abort.text("DaysAfterInitiation"))
            .orElse("");
    if (!Set.of("Enabled", "Disabled").contains(status) || !days.matches("[1-9][0-9]{0,8}")) {
      throw S3Errors.malformedXml();
    }
    return new Rule(status.equals("Enabled"), prefix, Integer.parseInt(days));
  }
}
