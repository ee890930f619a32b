package dev.sundial.infra;

import dev.sundial.json.Form;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How a stage is watched, and who is told. */
record StageWatch(Probe probe, Slack slack, Alerts alerts, Links links) {
  private static final String HOST = "[a-z0-9]([a-z0-9.-]*[a-z0-9])?";
  private static final String ADDRESS = "[^@\\s,]+@[^@\\s,]+\\.[^@\\s,]+";
  private static final String LINK = "https?://[^\\s#]*[^\\s#/]";

  /**
   * The function that looks at the models.
   *
   * @param every how often; also the period of the alarms on what it tells; whole minutes that
   *     divide an hour
   */
  record Probe(Duration every) {
    static final Probe DEFAULTS = new Probe(Duration.ofMinutes(5));

    private static Probe read(Form form) {
      Duration every =
          form.seconds("every", DEFAULTS.every, Duration.ofMinutes(5), Duration.ofHours(1));
      if (every.toSeconds() % 60 != 0 || 60 % every.toMinutes() != 0) {
        form.problem("every", "must be whole minutes that divide an hour, such as PT5M");
      }
      form.close();
      return new Probe(every);
    }
  }

  /**
   * Who tells people.
   *
   * @param allowedHosts hosts that a webhook may have; {@code 127.0.0.1} allows http to it
   */
  record Slack(List<String> allowedHosts) {
    static final Slack DEFAULTS = new Slack(List.of("hooks.slack.com"));

    Slack {
      allowedHosts = List.copyOf(allowedHosts);
    }

    private static Slack read(Form form) {
      Slack read =
          form.has("allowedHosts")
              ? new Slack(matching(form, "allowedHosts", HOST, "a host such as hooks.slack.com"))
              : DEFAULTS;
      if (read.allowedHosts.isEmpty()) {
        form.problem("allowedHosts", "must hold a host");
      }
      form.close();
      return read;
    }
  }

  /**
   * The stage's own alarms.
   *
   * @param email addresses that every alarm of stage and models is mailed to
   * @param latency the slowest hundredth of requests may take this long
   */
  record Alerts(List<String> email, Duration latency) {
    static final Alerts DEFAULTS = new Alerts(List.of(), Duration.ofSeconds(2));

    Alerts {
      email = List.copyOf(email);
    }

    private static Alerts read(Form form) {
      Alerts read =
          new Alerts(
              matching(form, "email", ADDRESS, "a mail address"),
              form.seconds(
                  "latency", DEFAULTS.latency, Duration.ofSeconds(1), Duration.ofSeconds(29)));
      form.close();
      return read;
    }
  }

  /**
   * Where links in messages lead.
   *
   * @param console the console with dashboards and logs; absent means AWS's
   * @param runbook where docs/alarms.md is published; absent means the dashboard, which has it too
   */
  record Links(Optional<String> console, Optional<String> runbook) {
    static final Links DEFAULTS = new Links(Optional.empty(), Optional.empty());

    private static Links read(Form form) {
      Links read = new Links(link(form, "console"), link(form, "runbook"));
      form.close();
      return read;
    }

    private static Optional<String> link(Form form, String field) {
      Optional<String> text = form.optionalText(field);
      text.filter(t -> !t.matches(LINK))
          .ifPresent(
              t -> form.problem(field, "must be an http address without a slash at its end"));
      return text;
    }
  }

  /** Reads the fields {@code probe}, {@code slack}, {@code alerts} and {@code links} of a stage. */
  static StageWatch read(Form stage) {
    return new StageWatch(
        stage.object("probe").map(Probe::read).orElse(Probe.DEFAULTS),
        stage.object("slack").map(Slack::read).orElse(Slack.DEFAULTS),
        stage.object("alerts").map(Alerts::read).orElse(Alerts.DEFAULTS),
        stage.object("links").map(Links::read).orElse(Links.DEFAULTS));
  }

  private static List<String> matching(Form form, String field, String pattern, String words) {
    List<String> texts = form.texts(field);
    texts.stream()
        .filter(text -> !text.matches(pattern))
        .forEach(text -> form.problem(field, "must be " + words + ", was " + text));
    return texts;
  }
}
