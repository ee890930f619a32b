package dev.sundial.local.page;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The log groups, as the pages read them. */
public interface LogSource {

  /**
   * A log group.
   *
   * @param retentionDays absent when lines are kept for ever
   */
  record Group(String name, Optional<Integer> retentionDays, long lines, long bytes) {}

  /** A log stream; times are virtual, absent while it is empty. */
  record Stream(String name, Optional<Instant> first, Optional<Instant> last) {}

  /** A line. */
  record Line(Instant time, String stream, String text) {}

  List<Group> groups();

  /** The streams of a group; empty when there is no such group. */
  List<Stream> streams(String group);

  /**
   * Which lines.
   *
   * @param from only lines of this time or later
   * @param until only lines of this time or before
   * @param stream only lines of this stream; empty for all
   * @param pattern a filter pattern of CloudWatch Logs; empty for all
   * @param limit how many of the newest
   */
  record Wanted(
      String group, Instant from, Instant until, String stream, String pattern, int limit) {}

  /**
   * The newest of the wanted lines, oldest first; empty when there is no such group.
   *
   * @throws dev.sundial.local.endpoint.AwsError for a pattern that is none
   */
  List<Line> newest(Wanted wanted);
}
