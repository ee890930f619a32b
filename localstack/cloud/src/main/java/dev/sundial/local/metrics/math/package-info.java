/**
 * Metric math: expressions over series of values, as CloudWatch has them. Knows nothing of where
 * the series come from; the package above hands them over.
 */
@NullMarked
package dev.sundial.local.metrics.math;

import org.jspecify.annotations.NullMarked;
