package dev.sundial.local.state;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.nio.file.Path;
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

  /** Opens or creates the file. */
  public static StateStore open(Path file) {
    MVStore store = new MVStore.Builder().fileName(file.toString()).compress().open();
    store.setAutoCommitDelay(1000);
    return new StateStore(store);
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
