/**
 * The lifecycle events: what asks for a training, and what is announced after one. Producers are
 * the schedule, the launcher and the training function; consumers are rules on the event bus. Each
 * has a JSON Schema and samples in this module's folder, which tests hold against the code.
 */
@NullMarked
package dev.sundial.lifecycle;

import org.jspecify.annotations.NullMarked;
