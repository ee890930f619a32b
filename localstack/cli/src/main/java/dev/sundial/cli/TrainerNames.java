package dev.sundial.cli;

import dev.sundial.spec.TrainerKind;
import java.util.Arrays;
import java.util.Iterator;

/** The trainers there are, for help and completion. */
final class TrainerNames implements Iterable<String> {
  @Override
  public Iterator<String> iterator() {
    return Arrays.stream(TrainerKind.values()).map(TrainerKind::id).iterator();
  }
}
