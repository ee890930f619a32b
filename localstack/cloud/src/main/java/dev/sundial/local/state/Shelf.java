package dev.sundial.local.state;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/** A named, ordered map from text keys to values; safe for concurrent use. */
public final class Shelf<T> {
  private final StateStore store;
  private final MVMap<String, byte[]> map;
  private final ObjectMapper mapper;
  private final Class<T> type;
  private final @Nullable ConcurrentMap<String, T> remembered;

  Shelf(StateStore store, MVMap<String, byte[]> map, ObjectMapper mapper, Class<T> type) {
    this(store, map, mapper, type, null);
  }

  private Shelf(
      StateStore store,
      MVMap<String, byte[]> map,
      ObjectMapper mapper,
      Class<T> type,
      @Nullable ConcurrentMap<String, T> remembered) {
    this.store = store;
    this.map = map;
    this.mapper = mapper;
    this.type = type;
    this.remembered = remembered;
  }

  /**
   * The same, with what is asked for singly kept in memory as well: for few, immutable values that
   * are asked for often. Whoever changes them has to use this one.
   */
  public Shelf<T> remembering() {
    return new Shelf<>(store, map, mapper, type, new ConcurrentHashMap<>());
  }

  public Optional<T> get(String key) {
    return Optional.ofNullable(
        remembered == null ? read(key) : remembered.computeIfAbsent(key, this::read));
  }

  private @Nullable T read(String key) {
    byte[] bytes = map.get(key);
    return bytes == null ? null : decode(bytes);
  }

  /** Stores the value; it reaches the file within a second. */
  public void put(String key, T value) {
    byte[] bytes = encode(value);
    if (remembered == null) {
      map.put(key, bytes);
      return;
    }
    // Within compute, lest a reader remembers what was there before.
    remembered.compute(
        key,
        (name, before) -> {
          map.put(name, bytes);
          return value;
        });
  }

  /** Stores the value and returns when a kill of the process can no longer lose it. */
  public void putDurably(String key, T value) {
    put(key, value);
    store.commit();
  }

  public void remove(String key) {
    if (remembered == null) {
      map.remove(key);
      return;
    }
    remembered.compute(
        key,
        (name, before) -> {
          map.remove(name);
          return null;
        });
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

  /** The smallest key at or after the given one, if any. */
  public Optional<String> firstKey(String from) {
    return Optional.ofNullable(map.ceilingKey(from));
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
