package dev.sundial.local.state;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.h2.mvstore.MVMap;

/** A named, ordered map from text keys to values; safe for concurrent use. */
public final class Shelf<T> {
  private final StateStore store;
  private final MVMap<String, byte[]> map;
  private final ObjectMapper mapper;
  private final Class<T> type;

  Shelf(StateStore store, MVMap<String, byte[]> map, ObjectMapper mapper, Class<T> type) {
    this.store = store;
    this.map = map;
    this.mapper = mapper;
    this.type = type;
  }

  public Optional<T> get(String key) {
    byte[] bytes = map.get(key);
    return bytes == null ? Optional.empty() : Optional.of(decode(bytes));
  }

  /** Stores the value; it reaches the file within a second. */
  public void put(String key, T value) {
    map.put(key, encode(value));
  }

  /** Stores the value and returns when a kill of the process can no longer lose it. */
  public void putDurably(String key, T value) {
    put(key, value);
    store.commit();
  }

  public void remove(String key) {
    map.remove(key);
  }

  /** Removes the value and returns when a kill of the process can no longer bring it back. */
  public void removeDurably(String key) {
    remove(key);
    store.commit();
  }

  /** All values in the order of their keys. */
  public List<T> values() {
    return map.values().stream().map(this::decode).toList();
  }

  public List<String> keys() {
    return List.copyOf(map.keySet());
  }

  /**
   * Values whose key is at or after the given one, at most {@code limit}, in the order of their
   * keys.
   */
  public List<Map.Entry<String, T>> from(String key, int limit) {
    List<Map.Entry<String, T>> entries = new ArrayList<>();
    for (var cursor = map.cursor(key); cursor.hasNext() && entries.size() < limit; ) {
      String next = cursor.next();
      entries.add(Map.entry(next, decode(cursor.getValue())));
    }
    return entries;
  }

  /** The smallest key, if any. */
  public Optional<String> firstKey() {
    return Optional.ofNullable(map.firstKey());
  }

  public int size() {
    return map.size();
  }

  private byte[] encode(T value) {
    try {
      return mapper.writeValueAsBytes(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private T decode(byte[] bytes) {
    try {
      return mapper.readValue(bytes, type);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
