package dev.sundial.local.stack;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who has, and who will give up, a name that must be unique in the account. */
final class GivenNames {
  private final Problems problems;
  private final Map<String, String> claimed = new HashMap<>();
  private final Set<String> leaving = new HashSet<>();

  GivenNames(Problems problems) {
    this.problems = problems;
  }

  void claim(String path, String type, Optional<String> name) {
    name.filter(known -> !Pending.in(known))
        .ifPresent(
            known -> {
              String other = claimed.put(type + " " + known, path);
              if (other != null) {
                problems.add(path, "has the name " + known + ", which " + other + " has");
              }
            });
  }

  /** Something that will be deleted only after the new resources were made. */
  void leaves(String path, String type, Optional<String> name) {
    name.ifPresent(
        known -> {
          String other = claimed.get(type + " " + known);
          if (other != null && leaving.add(type + " " + known)) {
            problems.add(
                other, "has the name " + known + ", which " + path + " has until it is deleted");
          }
        });
  }
}
