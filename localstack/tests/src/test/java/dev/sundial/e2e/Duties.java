package dev.sundial.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Everything a role is for. */
final class Duties {
  private final Cloud cloud;
  private final Runnable tidy;
  private final List<Duty> duties;

  /** Something a role is for; says what went wrong, if anything did. */
  interface Duty {
    Optional<String> neglected() throws Exception;
  }

  /**
   * @param tidy after each of them, whatever came of it
   */
  Duties(Cloud cloud, Runnable tidy, Duty... duties) {
    this.cloud = cloud;
    this.tidy = tidy;
    this.duties = List.of(duties);
  }

  /** Takes each permission away in turn: something is neglected, and for that. */
  void needAllOf(DeployedRole role) throws Exception {
    String whole = role.policy();
    assertThat(neglected()).as("with all permissions").isEmpty();
    List<String> needless = new ArrayList<>();
    List<NarrowedPolicy> all = NarrowedPolicy.of(whole);
    try {
      for (NarrowedPolicy narrowed : all) {
        role.put(narrowed.document());
        Instant since = cloud.now();
        if (neglected().isEmpty()) {
          needless.add(narrowed.what());
        } else {
          assertThat(refusedTo(role, since)).as(narrowed.what()).contains(narrowed.action());
        }
      }
    } finally {
      role.put(whole);
    }
    assertThat(all).isNotEmpty();
    assertThat(needless).as("what nothing needs of %s", role.name()).isEmpty();
    assertThat(neglected()).as("with all permissions again").isEmpty();
  }

  private Optional<String> neglected() throws Exception {
    for (Duty duty : duties) {
      Optional<String> neglected = duty.neglected();
      tidy.run();
      if (neglected.isPresent()) {
        return neglected;
      }
    }
    return Optional.empty();
  }

  /** So that what fails does so for what was taken away, not for what an earlier step left. */
  private List<String> refusedTo(DeployedRole role, Instant since) {
    List<String> actions = new ArrayList<>();
    for (JsonNode refusal : cloud.page("refused.json?limit=500").get("refused")) {
      if (refusal.get("who").asText().contains("assumed-role/" + role.name() + "/")
          && !Instant.parse(refusal.get("at").asText()).isBefore(since)) {
        actions.add(refusal.get("action").asText());
      }
    }
    return actions;
  }
}
