package dev.sundial.local.sns;

import dev.sundial.local.endpoint.Account;
import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.state.Shelf;
import dev.sundial.local.state.StateStore;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** The topics of the account. */
public final class Topics {
  private final Shelf<StoredTopic> shelf;
  private final Clock clock;

  /**
   * @param clock virtual time
   */
  public Topics(StateStore store, Clock clock) {
    this.shelf = store.shelf("sns.topics", StoredTopic.class);
    this.clock = clock;
  }

  /** A topic's policy as JSON, its default one included; empty when there is no such topic. */
  public Optional<String> policy(String name) {
    return shelf.get(name).map(StoredTopic::policy);
  }

  /**
   * The topic of an ARN.
   *
   * @throws AwsError {@code InvalidParameter} for what is no ARN of a topic here, {@code NotFound}
   */
  StoredTopic get(String arn) {
    if (!arn.matches("arn:aws:sns:[^:]*:[^:]*:[^:]+")) {
      throw SnsErrors.invalid("TopicArn");
    }
    return Account.resourceOf("sns", arn).flatMap(shelf::get).orElseThrow(SnsErrors::noTopic);
  }

  Optional<StoredTopic> find(String name) {
    return shelf.get(name);
  }

  List<StoredTopic> all() {
    return shelf.values();
  }

  /** Makes a topic; one of that name that is there stays, when it does not differ. */
  synchronized StoredTopic create(
      String name, Map<String, String> attributes, Map<String, String> tags) {
    TopicSettings.checkName(name);
    TopicSettings.check(attributes);
    Optional<StoredTopic> there = shelf.get(name);
    if (there.isPresent()) {
      boolean differs =
          attributes.entrySet().stream()
              .filter(wanted -> !wanted.getKey().equals("FifoTopic"))
              .anyMatch(
                  wanted ->
                      !wanted
                          .getValue()
                          .equals(there.get().settings().getOrDefault(wanted.getKey(), "")));
      if (differs) {
        throw SnsErrors.invalid(
            "Attributes Reason: Topic already exists with different attributes");
      }
      if (!tags.isEmpty() && !tags.equals(there.get().tags())) {
        throw SnsErrors.invalid("Tags Reason: Topic already exists with different tags");
      }
      return there.get();
    }
    Map<String, String> settings = new TreeMap<>(attributes);
    settings.remove("FifoTopic");
    settings.values().removeIf(String::isEmpty);
    StoredTopic topic = new StoredTopic(name, settings, tags, 0, clock.instant());
    shelf.putDurably(name, topic);
    return topic;
  }

  /** Sets attributes; an empty text unsets. */
  StoredTopic configure(String name, Map<String, String> attributes) {
    TopicSettings.check(attributes);
    return change(name, topic -> topic.with(attributes));
  }

  StoredTopic tag(String name, Map<String, String> tags) {
    return change(name, topic -> topic.withTags(tags));
  }

  synchronized StoredTopic change(String name, UnaryOperator<StoredTopic> by) {
    StoredTopic changed = by.apply(shelf.get(name).orElseThrow(SnsErrors::noTopic));
    shelf.putDurably(name, changed);
    return changed;
  }

  synchronized void delete(String name) {
    shelf.removeDurably(name);
  }
}
