package dev.sundial.local.sqs;

import java.util.List;

/** Which attributes a receiver asked for: names, {@code prefix.*}, {@code .*} or {@code All}. */
record Wanted(List<String> patterns) {

  boolean includes(String name) {
    return patterns.stream().anyMatch(pattern -> matches(pattern, name));
  }

  private static boolean matches(String pattern, String name) {
    return pattern.equals("All")
        || pattern.equals(name)
        || (pattern.endsWith(".*") && name.startsWith(pattern.substring(0, pattern.length() - 2)));
  }
}
