/**
 * What {@code ./sundial bench} measures. Each measurement is a program of its own, started by the
 * verb with the heap and the options that the function has on Lambda, so that its memory is its
 * own; it runs the product's classes, on data made here, and prints one line of JSON. A new bench
 * is a new program here and a subcommand of the verb.
 */
@NullMarked
package dev.sundial.bench;

import org.jspecify.annotations.NullMarked;
