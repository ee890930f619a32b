package dev.sundial.slack;

import dev.sundial.alarms.AlarmKind;
import dev.sundial.alarms.AlarmNames;
import dev.sundial.alarms.Level;
import dev.sundial.metrics.VersionMetric;
import dev.sundial.naming.ModelName;
import dev.sundial.slack.SlackMessage.Colour;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Puts notices into words.
 *
 * <p>Of an alarm's changes a person is told: to ALARM (red when it pages, amber when it is a
 * notice), from ALARM to OK (green; grey when it tells events, of which there are just no more),
 * and from ALARM to no data (amber: whether it is over cannot be said). A first OK, and one that
 * only says that data came back, are dropped.
 */
final class Wording {
  private static final List<String> QUALITIES =
      List.of(VersionMetric.ACCURACY, VersionMetric.R2, VersionMetric.RMSE);
  private static final int LONGEST_LIST = 20;

  private final AlarmNames alarms;
  private final Links links;

  Wording(AlarmNames alarms, Links links) {
    this.alarms = alarms;
    this.links = links;
  }

  /** Empty for what a person need not hear. */
  Optional<SlackMessage> of(Notice notice) {
    return switch (notice) {
      case Notice.Alarm alarm -> alarm(alarm);
      case Notice.Digest digest -> Optional.of(digest(digest));
      case Notice.Test test -> Optional.of(test(test));
      case Notice.Promoted promoted -> Optional.of(promoted(promoted));
      case Notice.Held held -> Optional.of(held(held));
      case Notice.Failed failed -> Optional.of(failed(failed));
      case Notice.Plain plain -> Optional.of(plain(plain));
    };
  }

  private Optional<SlackMessage> alarm(Notice.Alarm alarm) {
    return switch (alarm.now()) {
      case ALARM -> Optional.of(red(alarm));
      case OK -> alarm.before() == Notice.State.ALARM ? Optional.of(over(alarm)) : Optional.empty();
      case INSUFFICIENT_DATA ->
          alarm.before() == Notice.State.ALARM ? Optional.of(unknown(alarm)) : Optional.empty();
    };
  }

  private SlackMessage red(Notice.Alarm alarm) {
    Colour colour =
        alarm.ours().map(ours -> ours.kind().level()).orElse(Level.PAGE) == Level.PAGE
            ? Colour.RED
            : Colour.AMBER;
    return closed(
        new SlackMessage(colour, title(alarm))
            .facts(facts(alarm, "Since"))
            .text(alarm.reason())
            .text(alarm.ours().map(ours -> ours.kind().advice()).orElse(alarm.description())),
        alarm);
  }

  private SlackMessage over(Notice.Alarm alarm) {
    if (alarm.ours().filter(ours -> ours.kind().tellsEvents()).isPresent()) {
      return closed(
          new SlackMessage(Colour.GREY, "No more of it: " + title(alarm))
              .facts(facts(alarm, "At"))
              .text("Nothing of the kind happened since; that does not say that it was mended."),
          alarm);
    }
    return closed(
        new SlackMessage(Colour.GREEN, "Over: " + title(alarm)).facts(facts(alarm, "At")), alarm);
  }

  private SlackMessage unknown(Notice.Alarm alarm) {
    return closed(
        new SlackMessage(Colour.AMBER, "No data any more: " + title(alarm))
            .facts(facts(alarm, "Since"))
            .text("It was red; without data nobody can say whether it still is.")
            .text(alarm.reason()),
        alarm);
  }

  private SlackMessage closed(SlackMessage message, Notice.Alarm alarm) {
    return message.links(alarm.ours().map(links::of).orElse(links.ofStage())).id(alarm.id());
  }

  private static String title(Notice.Alarm alarm) {
    return alarm
        .ours()
        .map(ours -> ours.kind().title() + ours.model().map(model -> ": " + model).orElse(""))
        .orElse(alarm.name());
  }

  private static Map<String, String> facts(Notice.Alarm alarm, String when) {
    Map<String, String> facts = new LinkedHashMap<>();
    alarm.ours().flatMap(AlarmNames.Named::model).ifPresent(m -> facts.put("Model", m.value()));
    facts.put("Alarm", alarm.name());
    alarm
        .measured()
        .ifPresent(
            measured -> {
              facts.put(
                  "Value",
                  measured.metric()
                      + " "
                      + Measures.newest(alarm.reason())
                          .map(value -> Measures.words(measured, value))
                          .orElse("has no data"));
              facts.put("Red", Measures.bound(measured));
            });
    facts.put(when, Moment.words(alarm.at()));
    return facts;
  }

  private SlackMessage digest(Notice.Digest digest) {
    long count = digest.red().size() + digest.more();
    StringBuilder lines = new StringBuilder();
    for (Notice.Red red : digest.red().subList(0, Math.min(LONGEST_LIST, digest.red().size()))) {
      lines
          .append("• ")
          .append(alarms.find(red.alarm()).map(ours -> words(ours)).orElse(red.alarm()))
          .append(", since ")
          .append(Moment.words(red.since()))
          .append('\n');
    }
    if (count > LONGEST_LIST) {
      lines
          .append("and ")
          .append(count - Math.min(LONGEST_LIST, digest.red().size()))
          .append(" more");
    }
    return new SlackMessage(
            Colour.RED,
            "Still red after more than 20 hours: "
                + count
                + (count == 1 ? " alarm" : " alarms")
                + " of "
                + digest.stage())
        .text(lines.toString().strip())
        .links(links.ofStage())
        .id(digest.id());
  }

  private static String words(AlarmNames.Named ours) {
    AlarmKind kind = ours.kind();
    return kind.title() + ours.model().map(model -> ": " + model).orElse("");
  }

  private SlackMessage test(Notice.Test test) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("Stage", test.stage());
    facts.put("At", Moment.words(test.at()));
    facts.put("By", test.by());
    return new SlackMessage(Colour.GREY, "A test: messages of " + test.stage() + " arrive")
        .facts(facts)
        .links(links.ofStage())
        .id(test.id());
  }

  private SlackMessage promoted(Notice.Promoted promoted) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("Model", promoted.model());
    facts.put("Version", promoted.version());
    facts.put("Before", promoted.previous().isEmpty() ? "none" : promoted.previous());
    for (String name : QUALITIES) {
      quality(promoted, name).ifPresent(words -> facts.put(label(name), words));
    }
    facts.put("At", Moment.words(promoted.at()));
    return new SlackMessage(Colour.GREEN, promoted.model() + " serves a new version")
        .facts(facts)
        .text(promoted.why().isEmpty() ? "" : "By hand: " + promoted.why())
        .text(promoted.reason())
        .links(training(promoted.model()))
        .id(promoted.id());
  }

  private static Optional<String> quality(Notice.Promoted promoted, String name) {
    Double now = promoted.metrics().get(name);
    if (now == null) {
      return Optional.empty();
    }
    Double before = promoted.previousMetrics().get(name);
    String change =
        before == null ? "" : String.format(Locale.ROOT, " (%+.4f against before)", now - before);
    return Optional.of(String.format(Locale.ROOT, "%.4f", now) + change);
  }

  private SlackMessage held(Notice.Held held) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("Model", held.model());
    facts.put("Version", held.version());
    for (String name : QUALITIES) {
      Double value = held.metrics().get(name);
      if (value != null) {
        facts.put(label(name), String.format(Locale.ROOT, "%.4f", value));
      }
    }
    facts.put("At", Moment.words(held.at()));
    return new SlackMessage(Colour.GREY, held.model() + " has a new version that does not serve")
        .facts(facts)
        .text(why(held.reason()))
        .links(training(held.model()))
        .id(held.id());
  }

  private static String why(String reason) {
    return switch (reason) {
      case "superseded" -> "Superseded: a newer version had been made before it.";
      case "pinned" ->
          "Pinned: a person chose what serves; `sundial unpin` lets runs promote again.";
      case "worse" -> "Worse than what serves, on its own test part.";
      case "approval" -> "It waits for a person: `sundial promote`.";
      default -> reason;
    };
  }

  private SlackMessage failed(Notice.Failed failed) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("Model", failed.model());
    facts.put("Run", failed.runId());
    facts.put("Reason", failed.reason());
    facts.put("At", Moment.words(failed.at()));
    return new SlackMessage(Colour.RED, "A training of " + failed.model() + " was rejected")
        .facts(facts)
        .verbatim(failed.message())
        .links(training(failed.model()))
        .id(failed.id());
  }

  private SlackMessage plain(Notice.Plain plain) {
    return new SlackMessage(
            Colour.GREY, plain.title().isBlank() ? "A message to Sundial" : plain.title())
        .verbatim(plain.text())
        .id(plain.id());
  }

  /** Whatever the event names as its model, a link is made of a model's name only. */
  private Map<String, String> training(String model) {
    try {
      return links.ofTraining(new ModelName(model));
    } catch (IllegalArgumentException e) {
      return links.ofStage();
    }
  }

  private static String label(String metric) {
    return switch (metric) {
      case VersionMetric.ACCURACY -> "Accuracy";
      case VersionMetric.R2 -> "R²";
      case VersionMetric.RMSE -> "RMSE";
      default -> metric;
    };
  }
}
