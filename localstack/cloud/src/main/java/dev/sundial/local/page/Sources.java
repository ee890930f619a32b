package dev.sundial.local.page;

import dev.sundial.local.alarms.Alarms;
import dev.sundial.local.dashboards.Dashboards;
import dev.sundial.local.fault.Faults;
import dev.sundial.local.iam.Refusals;
import dev.sundial.local.iam.Roles;
import dev.sundial.local.inbox.MailInbox;
import dev.sundial.local.inbox.SlackInbox;
import dev.sundial.local.lambda.InvocationSource;
import dev.sundial.local.metrics.MetricSource;
import dev.sundial.local.stack.Stacks;
import dev.sundial.local.time.Timeline;
import java.time.Clock;

/**
 * Where the pages' data comes from.
 *
 * @param real the clock that the virtual one runs ahead of
 */
public record Sources(
    Timeline timeline,
    Clock real,
    Faults faults,
    Stacks stacks,
    InvocationSource invocations,
    LogSource logs,
    QueueSource queues,
    Roles roles,
    Refusals refusals,
    MailInbox mail,
    SlackInbox slack,
    MetricSource metrics,
    Alarms alarms,
    Dashboards dashboards) {}
