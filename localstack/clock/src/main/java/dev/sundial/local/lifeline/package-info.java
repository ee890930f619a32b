/**
 * What ties a process of the local cloud to the one that started it: a {@link
 * dev.sundial.local.lifeline.Lifeline} on standard input. The parts hold on to it; the local cloud,
 * which starts them, keeps the other end open as long as it lives.
 */
@NullMarked
package dev.sundial.local.lifeline;

import org.jspecify.annotations.NullMarked;
