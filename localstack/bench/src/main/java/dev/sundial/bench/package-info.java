/**
 * What {@code ./sundial bench} measures. Each measurement is a program of its own, started by the
 * verb with the heap and the options that the function has on Lambda, so that its memory is its
 * own; it runs the product's classes, on data made here, and prints one line of JSON. What is
 * measured by JMH is a class {@code …Benchmark}. What is compared takes turns with ours, under the
 * same load, and the verb prints ours divided by theirs. A new bench is a new program here and a
 * subcommand of the verb.
 */
@NullMarked
package dev.sundial.bench;

import org.jspecify.annotations.NullMarked;
