package dev.sundial.local.stack;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What is wrong with templates, collected so that a user sees all of it at once. */
final class Problems {
  private final Set<String> found = new LinkedHashSet<>();

  /**
   * @param path stack, resource and property, such as {@code stack/Resource.Property}
   * @param why goes on after the path, such as {@code is required}
   */
  void add(String path, String why) {
    found.add(path + " " + why);
  }

  void addAll(List<String> messages) {
    found.addAll(messages);
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  List<String> list() {
    return new ArrayList<>(found);
  }

  /**
   * @throws TemplateException with all problems, one a line
   */
  void throwIfAny() {
    if (!found.isEmpty()) {
      throw TemplateException.of(list());
    }
  }
}
