package dev.sundial.local.delivery;

import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.logs.LogGroups;
import dev.sundial.local.logs.LogLine;
import java.time.Clock;
import java.util.List;

/** Log groups: each event is a line in a stream of its own, as EventBridge does it. */
public final class LogGroupTarget implements Target {
  private final LogGroups groups;
  private final Clock clock;

  public LogGroupTarget(LogGroups groups, Clock clock) {
    this.groups = groups;
    this.clock = clock;
  }

  @Override
  public String service() {
    return "logs";
  }

  @Override
  public void deliver(Parcel parcel) {
    String group = LogGroups.nameOf(parcel.target());
    if (!groups.exists(group)) {
      throw new AwsError(
          400, "ResourceNotFoundException", "The specified log group does not exist.");
    }
    groups.append(group, parcel.id(), List.of(new LogLine(clock.instant(), parcel.payloadNow())));
    groups.commit();
  }
}
