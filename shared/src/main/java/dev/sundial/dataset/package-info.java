/**
 * The data of a model: the objects below its prefix, CSV or newline-delimited JSON, become checked
 * columns, and rows are parted into a training and a test part. Upstream is the data bucket;
 * downstream, training fits on the columns and the manifest keeps where they came from. What is
 * wrong with data is found here and nowhere later, and named with bucket, key, line and column.
 */
@NullMarked
package dev.sundial.dataset;

import org.jspecify.annotations.NullMarked;
