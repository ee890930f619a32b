/**
 * CloudWatch's dashboards: kept as they were put, and read into widgets that a page draws. Their
 * metrics are asked as alarms ask them, and what nothing here can draw is refused when it is put.
 */
@NullMarked
package dev.sundial.local.dashboards;

import org.jspecify.annotations.NullMarked;
