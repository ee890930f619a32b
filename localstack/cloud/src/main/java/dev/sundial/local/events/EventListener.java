package dev.sundial.local.events;

/** Told of every event that was put on a bus, before the producer gets its answer. */
@FunctionalInterface
public interface EventListener {
  void put(BusEvent event);
}
