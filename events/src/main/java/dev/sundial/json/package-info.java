/**
 * Strict JSON for everything that crosses a boundary: a tree of located values with limits, and a
 * writer. Streaming underneath, no reflection, so that it starts fast and survives a snapshot. All
 * other packages of this module read and write through it.
 */
@NullMarked
package dev.sundial.json;

import org.jspecify.annotations.NullMarked;
