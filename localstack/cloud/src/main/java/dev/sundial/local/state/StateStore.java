package dev.sundial.local.state;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.h2.mvstore.MVStore;

/**
 * The file that outlives the process. A committed change survives a kill of the process; changes
 * that are not committed by hand are written within a second.
 */
public final class StateStore implements AutoCloseable {
  private final MVStore store;
  private final ObjectMapper mapper =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private StateStore(MVStore store) {
    this.store = store;
  }

  /** Opens or creates the file, which only its owner may read: secrets are in it. */
  public static StateStore open(Path file) {
    keepPrivate(file);
    MVStore store = new MVStore.Builder().fileName(SteadyPath.of(file)).compress().open();
    store.setAutoCommitDelay(1000);
    return new StateStore(store);
  }

  /**
   * Makes a folder that only its owner may enter, or makes one so that is there.
   *
   * @return the folder
   */
  public static Path privateFolder(Path folder) {
    try {
      Files.createDirectories(folder);
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    } catch (UnsupportedOperationException e) {
      // A file system without owners; there is nothing to keep private.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return folder;
  }

  private static void keepPrivate(Path file) {
    Set<PosixFilePermission> owner = PosixFilePermissions.fromString("rw-------");
    try {
      if (Files.exists(file)) {
        Files.setPosixFilePermissions(file, owner);
      } else {
        Files.createFile(file, PosixFilePermissions.asFileAttribute(owner));
      }
    } catch (UnsupportedOperationException e) {
      // A file system without owners; there is nothing to keep private.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A store that forgets everything when closed; for tests. */
  public static StateStore inMemory() {
    return new StateStore(new MVStore.Builder().open());
  }

  /** The shelf of that name; values are stored as JSON, so records of plain fields do. */
  public <T> Shelf<T> shelf(String name, Class<T> type) {
    return new Shelf<>(this, store.openMap(name), mapper, type);
  }

  /** Writes what changed to the file. */
  public void commit() {
    store.commit();
  }

  @Override
  public void close() {
    store.close();
  }
}
