/**
 * Planted faults: what the endpoint does to a call instead of, before or after serving it. Tests
 * and people plant them over {@code /_sundial/faults}; the endpoint asks for them on every call.
 */
@NullMarked
package dev.sundial.local.fault;

import org.jspecify.annotations.NullMarked;
