package dev.sundial.freshness;

import dev.sundial.alarms.AlarmNames;
import dev.sundial.naming.ResourceNames;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A digest as plain text, for a person who reads it in a mail. */
final class DigestMail {
  /** What to do is told of so many; 256 KB hold them beside the digest's other forms. */
  private static final int MOST_TOLD = 40;

  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final ResourceNames names;
  private final AlarmNames alarms;

  DigestMail(ResourceNames names) {
    this.names = names;
    this.alarms = new AlarmNames(names);
  }

  String text(List<Digest.Red> red) {
    StringBuilder text = new StringBuilder();
    text.append("Stage ").append(names.stage()).append(": ");
    text.append(red.size() == 1 ? "1 alarm has" : red.size() + " alarms have");
    text.append(" been red for more than 20 hours.\n");
    red.stream().limit(MOST_TOLD).forEach(one -> add(one, text));
    if (red.size() > MOST_TOLD) {
      text.append("\nAnd ").append(red.size() - MOST_TOLD).append(" more.\n");
    }
    return text.append("\nAll of the stage: dashboard ")
        .append(names.dashboard())
        .append(" in CloudWatch, or `sundial status --stage ")
        .append(names.stage())
        .append("`.\n")
        .toString();
  }

  private void add(Digest.Red red, StringBuilder text) {
    Optional<AlarmNames.Named> ours = alarms.find(red.alarm());
    text.append('\n');
    ours.ifPresentOrElse(
        named -> {
          text.append(named.kind().title());
          named.model().ifPresent(model -> text.append(": ").append(model));
          text.append('\n').append("  Alarm: ").append(red.alarm());
        },
        () -> text.append(red.alarm()));
    text.append("\n  Since: ").append(minute(red.since()));
    text.append("\n  Why: ").append(red.reason());
    ours.ifPresent(
        named ->
            text.append("\n  What to do: ")
                .append(named.kind().advice())
                .append("\n  Dashboard: ")
                .append(named.model().map(names::dashboard).orElseGet(names::dashboard)));
    text.append('\n');
  }

  private static String minute(Instant at) {
    return MINUTE.format(at);
  }
}
