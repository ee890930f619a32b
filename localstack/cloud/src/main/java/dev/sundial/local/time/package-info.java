/**
 * Virtual time: what is due when, on the one clock of the local cloud. Schedules, rules and retries
 * are items on the {@link dev.sundial.local.time.Timeline}; {@link dev.sundial.local.time.Activity}
 * says whether something is still in flight, because the clock only jumps when nothing is.
 */
@NullMarked
package dev.sundial.local.time;

import org.jspecify.annotations.NullMarked;
