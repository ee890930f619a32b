package dev.sundial.local.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import org.h2.mvstore.MVStoreException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateStoreTest {
  record Note(String text, Instant at, Duration every) {}

  private static final Note NOTE =
      new Note("a", Instant.parse("2026-11-20T03:15:00.123456789Z"), Duration.ofMinutes(5));

  @Test
  void readsBackWhatAnEarlierProcessWrote(@TempDir Path folder) {
    try (StateStore store = StateStore.open(folder.resolve("state"))) {
      store.shelf("notes", Note.class).put("k", NOTE);
    }
    try (StateStore store = StateStore.open(folder.resolve("state"))) {
      assertThat(store.shelf("notes", Note.class).get("k")).hasValue(NOTE);
    }
  }

  /** A worker that is told to end while it reads or writes takes the state from nobody else. */
  @Test
  void survivesTheInterruptionOfWhoUsesIt(@TempDir Path folder) throws Exception {
    String text = "x".repeat(10_000);
    try (StateStore store = StateStore.open(folder.resolve("state"))) {
      Shelf<Note> shelf = store.shelf("notes", Note.class);
      for (int i = 0; i < 100; i++) {
        shelf.put("k" + i, new Note(text + i, NOTE.at(), NOTE.every()));
      }
    }
    try (StateStore store = StateStore.open(folder.resolve("state"))) {
      Shelf<Note> shelf = store.shelf("notes", Note.class);
      Thread worker =
          Thread.ofPlatform()
              .start(
                  () -> {
                    Thread.currentThread().interrupt();
                    shelf.putDurably("worker", shelf.get("k50").orElseThrow());
                  });
      worker.join();
      shelf.putDurably("k", shelf.get("k99").orElseThrow());
    }
    try (StateStore store = StateStore.open(folder.resolve("state"))) {
      Shelf<Note> shelf = store.shelf("notes", Note.class);
      assertThat(shelf.get("worker")).map(Note::text).hasValue(text + 50);
      assertThat(shelf.get("k")).map(Note::text).hasValue(text + 99);
    }
  }

  @Test
  void onlyOneProcessHasIt(@TempDir Path folder) {
    try (StateStore unused = StateStore.open(folder.resolve("state"))) {
      assertThatThrownBy(() -> StateStore.open(folder.resolve("state")))
          .isInstanceOf(MVStoreException.class)
          .hasMessageContaining("locked");
    }
    StateStore.open(folder.resolve("state")).close();
  }

  @Test
  void isReadableByItsOwnerOnly(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("state");
    StateStore.open(file).close();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void aPrivateFolderIsItsOwnersOnlyHoweverItWasMade(@TempDir Path folder) throws Exception {
    Path open = folder.resolve("open");
    Files.createDirectory(open);
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));

    for (Path one : new Path[] {open, folder.resolve("a").resolve("b")}) {
      assertThat(StateStore.privateFolder(one)).isEqualTo(one);
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(one)))
          .isEqualTo("rwx------");
    }
  }

  @Test
  void keepsKeysInOrderAndPagesThroughThem() {
    try (StateStore store = StateStore.inMemory()) {
      Shelf<Note> shelf = store.shelf("notes", Note.class);
      shelf.put("b", NOTE);
      shelf.put("a", NOTE);
      shelf.put("c", NOTE);

      assertThat(shelf.keys()).containsExactly("a", "b", "c");
      assertThat(shelf.from("b", 1)).extracting(e -> e.getKey()).containsExactly("b");
      assertThat(shelf.from("b", 9)).extracting(e -> e.getKey()).containsExactly("b", "c");
    }
  }

  @Test
  void forgetsWhatWasRemoved() {
    try (StateStore store = StateStore.inMemory()) {
      Shelf<Note> shelf = store.shelf("notes", Note.class);
      shelf.putDurably("a", NOTE);
      shelf.removeDurably("a");

      assertThat(shelf.get("a")).isEmpty();
      assertThat(shelf.firstKey()).isEmpty();
    }
  }
}
