/**
 * CloudWatch's metrics: what was measured, by whom it was sent (log lines in the embedded metric
 * format, PutMetricData, the services themselves), and what is made of it (statistics, percentiles,
 * metric math). Alarms and dashboards read here; nobody below knows them.
 */
@NullMarked
package dev.sundial.local.metrics;

import org.jspecify.annotations.NullMarked;
