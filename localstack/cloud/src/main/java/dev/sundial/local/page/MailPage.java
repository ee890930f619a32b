package dev.sundial.local.page;

import dev.sundial.local.endpoint.Headers;
import dev.sundial.local.inbox.Mail;
import dev.sundial.local.inbox.MailInbox;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Every mail that was sent, to whomever; the newest first. */
final class MailPage implements Page {
  private static final int SHOWN = 100;
  private static final int MOST = 2_000;
  private static final Pattern LINK = Pattern.compile("https?://[^\\s<>\"]+[^\\s<>\".,)]");

  private final MailInbox inbox;

  MailPage(MailInbox inbox) {
    this.inbox = inbox;
  }

  @Override
  public Optional<View> view(String rest, Headers query) {
    if (!rest.isEmpty()) {
      return Optional.empty();
    }
    List<Mail> mails = inbox.newest(Page.number(query, "limit", SHOWN, MOST));
    List<Html> drawn = new ArrayList<>();
    mails.forEach(mail -> drawn.add(drawn(mail)));
    if (drawn.isEmpty()) {
      drawn.add(Html.element("p", "No mail yet.").with("class", "empty"));
    }
    Html note =
        Html.element("p", "Nothing leaves this machine: here is what would have been sent.")
            .with("class", "note");
    return Optional.of(
        new View("Mail", Map.of("mails", mails), Html.many(note, new Html.Many(drawn))));
  }

  private static Html drawn(Mail mail) {
    Map<String, Html> facts = new LinkedHashMap<>();
    facts.put("From", Html.text(mail.from()));
    facts.put("To", Html.text(mail.to()));
    facts.put("Sent", Show.time(mail.sent()));
    Html link =
        Optional.ofNullable(mail.link())
            .filter(Html::isOutside)
            .<Html>map(
                target ->
                    Html.element(
                        "p",
                        Html.outside(target, "Confirm subscription")
                            .with("class", "button primary")))
            .orElseGet(Html::nothing);
    return Html.element(
            "article",
            Html.element("h3", mail.subject()),
            Show.facts(facts),
            Html.element("pre", linked(mail.body())),
            link)
        .with("class", "mail");
  }

  private static Html linked(String text) {
    List<Html> pieces = new ArrayList<>();
    Matcher matcher = LINK.matcher(text);
    int from = 0;
    while (matcher.find()) {
      pieces.add(Html.text(text.substring(from, matcher.start())));
      pieces.add(Html.outside(matcher.group(), matcher.group()));
      from = matcher.end();
    }
    pieces.add(Html.text(text.substring(from)));
    return new Html.Many(pieces);
  }
}
