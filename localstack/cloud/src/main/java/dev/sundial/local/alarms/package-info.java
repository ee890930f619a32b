/**
 * CloudWatch's alarms: what they watch, when they change and whom they tell. They ask the metrics'
 * {@link dev.sundial.local.metrics.MetricSource} every virtual minute and hand messages to topics
 * through {@link dev.sundial.local.alarms.AlarmActions}; the dashboards and pages read them here.
 */
@NullMarked
package dev.sundial.local.alarms;

import org.jspecify.annotations.NullMarked;
