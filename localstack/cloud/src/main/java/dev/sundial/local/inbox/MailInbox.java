package dev.sundial.local.inbox;

import dev.sundial.local.state.Shelf;
import dev.sundial.local.state.StateStore;
import java.util.List;

/** Every mail that was sent to anybody; the oldest give way. */
public final class MailInbox {
  private static final int MOST = 2_000;

  private final Shelf<Mail> shelf;

  public MailInbox(StateStore store) {
    this.shelf = store.shelf("inbox.mails", Mail.class);
  }

  /** Takes a mail; when this returns, a kill can no longer lose it. The same id replaces. */
  public synchronized void receive(Mail mail) {
    while (shelf.size() >= MOST) {
      shelf.firstKey().ifPresent(shelf::remove);
    }
    shelf.putDurably(mail.id(), mail);
  }

  /** The newest first. */
  public List<Mail> newest(int limit) {
    List<Mail> all = shelf.values();
    return all.reversed().stream().limit(limit).toList();
  }

  public int size() {
    return shelf.size();
  }
}
