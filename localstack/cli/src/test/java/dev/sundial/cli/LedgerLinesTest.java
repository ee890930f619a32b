package dev.sundial.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sundial.lifecycle.VersionId;
import dev.sundial.naming.ModelName;
import dev.sundial.registry.LedgerEntry;
import dev.sundial.registry.LedgerEntry.Action;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class LedgerLinesTest {
  private static final VersionId ONE = VersionId.parse("20261120T031500Z-7f3a9c");
  private static final VersionId TWO = VersionId.parse("20261121T031500Z-51c0aa");

  private static LedgerEntry entry(long number, Action action, String reason, String why) {
    return new LedgerEntry(
        new ModelName("iris"),
        number,
        Instant.parse("2026-11-21T03:15:04Z"),
        action,
        Optional.of(TWO),
        Optional.of(ONE),
        reason,
        why,
        Optional.empty(),
        Optional.empty(),
        true);
  }

  @Test
  void tellWhatAPersonGaveAndWhatAPromotionHasToTell() {
    String table =
        LedgerLines.table(
            List.of(
                entry(4, Action.ROLLED_BACK, "", "odd answers"),
                entry(3, Action.PROMOTED, "the champion could not be scored: …", ""),
                entry(2, Action.HELD, "worse", ""),
                entry(1, Action.PROMOTED, "", "")));
    assertThat(table.lines().map(line -> line.replaceAll(" {2,}", "|")))
        .containsExactly(
            "NO.|AT|ACTION|VERSION|BEFORE|WHY",
            "4|2026-11-21T03:15:04Z|rolled-back|" + TWO + "|" + ONE + "|odd answers",
            "3|2026-11-21T03:15:04Z|promoted|"
                + TWO
                + "|"
                + ONE
                + "|the champion could not be scored: …",
            "2|2026-11-21T03:15:04Z|held (worse)|" + TWO + "|" + ONE,
            "1|2026-11-21T03:15:04Z|promoted|" + TWO + "|" + ONE);
  }
}
