/**
 * What is measured: every custom metric with its name and unit, the namespace and the two
 * dimensions. The functions write lines with these names; whoever reads them takes the same
 * constants.
 */
@NullMarked
package dev.sundial.metrics;

import org.jspecify.annotations.NullMarked;
