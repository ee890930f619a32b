package dev.sundial.local.dashboards;

import dev.sundial.local.endpoint.Account;
import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.state.Shelf;
import dev.sundial.local.state.StateStore;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The dashboards of the account. */
public final class Dashboards {
  private final Shelf<Stored> shelf;
  private final Clock clock;

  /**
   * A dashboard as it is kept.
   *
   * @param json its body as it was put
   */
  public record Stored(String name, String json, Instant modified) {

    /** What it says. */
    public DashboardBody body() {
      return BodyReader.read(json).body();
    }
  }

  public Dashboards(StateStore store, Clock clock) {
    this.shelf = store.shelf("dashboards", Stored.class);
    this.clock = clock;
  }

  static String arn(String name) {
    return Account.globalArn("cloudwatch", "dashboard/" + name);
  }

  /** Keeps a dashboard whose body was read without problems. */
  void put(String name, String json) {
    shelf.putDurably(name, new Stored(name, json, clock.instant()));
  }

  public Optional<Stored> find(String name) {
    return shelf.get(name);
  }

  /** All dashboards in the order of their names. */
  public List<Stored> all() {
    return shelf.values();
  }

  /**
   * Removes all of them, or none.
   *
   * @throws AwsError {@code DashboardNotFoundError} when one does not exist
   */
  void delete(Collection<String> names) {
    names.forEach(this::require);
    names.forEach(shelf::removeDurably);
  }

  /**
   * @throws AwsError {@code DashboardNotFoundError}
   */
  Stored require(String name) {
    return find(name)
        .orElseThrow(
            () ->
                new AwsError(
                    404, "DashboardNotFoundError", "Dashboard " + name + " does not exist"));
  }
}
