/**
 * Writing metrics: one line of CloudWatch's embedded metric format on standard output, no client
 * and no request. The functions write; the names and units come from the events module.
 */
@NullMarked
package dev.sundial.metrics;

import org.jspecify.annotations.NullMarked;
