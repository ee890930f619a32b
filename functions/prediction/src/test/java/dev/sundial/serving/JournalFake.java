package dev.sundial.serving;

import dev.sundial.lifecycle.VersionId;
import dev.sundial.naming.ModelName;
import java.util.ArrayList;
import java.util.List;

/** Remembers what it was told. */
public final class JournalFake implements ServingJournal {
  public final List<String> lines = new ArrayList<>();

  @Override
  public void looked(ModelName model, boolean hasVersion) {}

  @Override
  public void loaded(Wanted wanted, long millis) {
    lines.add("loaded " + wanted.version());
  }

  @Override
  public void unreadPointer(ModelName model, UnavailableException cause) {
    lines.add("unread " + model);
  }

  @Override
  public void unavailable(Wanted wanted, UnavailableException cause) {
    lines.add("unavailable " + wanted.version());
  }

  @Override
  public void refused(Wanted wanted, BadArtefactException cause) {
    lines.add("refused " + wanted.version() + ": " + cause.getMessage());
  }

  @Override
  public void chosenUnavailable(ModelName model, VersionId version, UnavailableException cause) {
    lines.add("chosen unavailable " + version);
  }

  @Override
  public void chosenRefused(ModelName model, VersionId version, BadArtefactException cause) {
    lines.add("chosen refused " + version + ": " + cause.getMessage());
  }
}
