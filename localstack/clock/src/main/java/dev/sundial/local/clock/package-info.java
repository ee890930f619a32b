/**
 * The local cloud's one clock. {@link dev.sundial.local.clock.OffsetFile} holds how far virtual
 * time runs ahead of real time; the local cloud writes it and reads its own time through {@link
 * dev.sundial.local.clock.VirtualClock}; every JVM that the cloud starts loads this module's jar as
 * an agent, {@link dev.sundial.local.clock.ClockAgent}, which adds the same offset inside {@code
 * java.time.Clock}. Nothing here knows of AWS, and nothing of it is in a deployed zip.
 */
@NullMarked
package dev.sundial.local.clock;

import org.jspecify.annotations.NullMarked;
