package dev.sundial.local.s3;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * A page of a listing, in order.
 *
 * @param versions those that are told one by one
 * @param prefixes those that many keys share up to the delimiter, each once
 * @param last the key or prefix this page ends with; empty when it is empty
 * @param lastVersion the version it ends with; empty when it ends with a prefix
 * @param truncated whether there is more
 */
record ListPage(
    List<ListedVersion> versions,
    List<String> prefixes,
    String last,
    String lastVersion,
    boolean truncated) {

  ListPage {
    versions = List.copyOf(versions);
    prefixes = List.copyOf(prefixes);
  }

  /**
   * Cuts a page.
   *
   * @param all in order, all beginning with the prefix
   * @param delimiter empty for none
   * @param after the prefix an earlier page ended with, if it ended with one
   * @param skipped what lies before the page
   * @param most versions and prefixes, 0 or more
   */
  static ListPage of(
      List<ListedVersion> all,
      String prefix,
      String delimiter,
      String after,
      Predicate<ListedVersion> skipped,
      int most) {
    List<ListedVersion> versions = new ArrayList<>();
    List<String> prefixes = new ArrayList<>();
    String last = "";
    String lastVersion = "";
    for (ListedVersion version : all) {
      String shared = shared(version.key(), prefix, delimiter);
      boolean told = !shared.isEmpty() && (shared.equals(after) || shared.equals(last));
      if (told || skipped.test(version)) {
        continue;
      }
      if (versions.size() + prefixes.size() == most) {
        return new ListPage(versions, prefixes, last, lastVersion, most > 0);
      }
      if (shared.isEmpty()) {
        versions.add(version);
        last = version.key();
        lastVersion = version.versionId();
      } else {
        prefixes.add(shared);
        last = shared;
        lastVersion = "";
      }
    }
    return new ListPage(versions, prefixes, last, lastVersion, false);
  }

  /** The key up to the first delimiter behind the prefix; empty when there is none. */
  private static String shared(String key, String prefix, String delimiter) {
    int end = delimiter.isEmpty() ? -1 : key.indexOf(delimiter, prefix.length());
    return end < 0 ? "" : key.substring(0, end + delimiter.length());
  }
}
