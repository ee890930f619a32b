package dev.sundial.prediction;

import dev.sundial.naming.ModelName;
import dev.sundial.serving.BadArtefactException;
import dev.sundial.serving.ServingJournal;
import dev.sundial.serving.UnavailableException;
import dev.sundial.serving.Wanted;

final class ServingLog implements ServingJournal {
  @Override
  public void loaded(Wanted wanted, long millis) {
    System.out.println("loaded " + wanted + " in " + millis);
  }

  @Override
  public void unreadPointer(ModelName model, UnavailableException cause) {
    System.out.println("unread " + cause);
  }

  @Override
  public void unavailable(Wanted wanted, UnavailableException cause) {
    System.out.println("unavailable " + cause);
  }

  @Override
  public void refused(Wanted wanted, BadArtefactException cause) {
    System.out.println("refused " + cause);
  }
}
