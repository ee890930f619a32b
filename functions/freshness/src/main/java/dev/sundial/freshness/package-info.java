/**
 * Watching from outside: the probe looks at every model every few minutes and tells how old, how
 * good and how well fed it is, whether or not anything else runs ({@link
 * dev.sundial.freshness.ProbeHandler}); once a day it tells again what has been red for long, and
 * the sweep removes what attempts left ({@link dev.sundial.freshness.SweepHandler}). It reads the
 * registry, buckets and queues that the other functions write; its lines become the metrics that
 * the alarms watch.
 */
@NullMarked
package dev.sundial.freshness;

import org.jspecify.annotations.NullMarked;
