/**
 * The verbs of {@code ./sundial}. Each is a thin command over AWS: names come from CloudFormation
 * outputs, so that every verb works on any stage; only {@code up}, {@code down} and {@code clock}
 * are about the local cloud.
 */
@NullMarked
package dev.sundial.cli;

import org.jspecify.annotations.NullMarked;
