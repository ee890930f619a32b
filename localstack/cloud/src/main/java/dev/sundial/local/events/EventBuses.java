package dev.sundial.local.events;

import dev.sundial.local.endpoint.Account;
import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.state.Shelf;
import dev.sundial.local.state.StateStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** The event buses: {@code default}, and those that templates make. */
public final class EventBuses {
  /** The bus every account has. */
  public static final String DEFAULT = "default";

  private static final String ARN_KIND = "event-bus/";

  private final Shelf<Bus> shelf;
  private final List<EventListener> listeners = new CopyOnWriteArrayList<>();

  record Bus(String name) {}

  public EventBuses(StateStore store) {
    this.shelf = store.shelf("events.buses", Bus.class);
  }

  /** Adds a listener to all buses. */
  public void listen(EventListener listener) {
    listeners.add(listener);
  }

  public void create(String name) {
    shelf.putDurably(name, new Bus(name));
  }

  public void delete(String name) {
    shelf.removeDurably(name);
  }

  public List<String> names() {
    List<String> names = new ArrayList<>(List.of(DEFAULT));
    names.addAll(shelf.keys());
    return names;
  }

  public boolean exists(String name) {
    return name.equals(DEFAULT) || shelf.get(name).isPresent();
  }

  /**
   * The name of a bus that was given by name or ARN.
   *
   * @throws AwsError {@code ResourceNotFoundException} when it is the ARN of something else, or of
   *     another account or region
   */
  public static String nameOf(String nameOrArn) {
    if (!nameOrArn.startsWith("arn:")) {
      return nameOrArn;
    }
    return Account.resourceOf("events", nameOrArn)
        .filter(resource -> resource.startsWith(ARN_KIND))
        .map(resource -> resource.substring(ARN_KIND.length()))
        .orElseThrow(() -> missing(nameOrArn));
  }

  private static AwsError missing(String bus) {
    return new AwsError(400, "ResourceNotFoundException", "Event bus " + bus + " does not exist.");
  }

  public static String arn(String name) {
    return Account.arn("events", ARN_KIND + name);
  }

  /** The name of a bus that exists; 400 {@code ResourceNotFoundException} otherwise. */
  public String require(Optional<String> nameOrArn) {
    String name = nameOrArn.map(EventBuses::nameOf).orElse(DEFAULT);
    if (!exists(name)) {
      throw missing(name);
    }
    return name;
  }

  /** Tells every listener. */
  public void put(BusEvent event) {
    listeners.forEach(listener -> listener.put(event));
  }
}
