/**
 * Execution environments of functions: one JVM process each, running the real Lambda Java runtime
 * interface client against the Runtime API served here. Upstream is the Lambda service, which says
 * what to run and with which payload; downstream are the operating system's processes and the log
 * groups their lines go to.
 */
@NullMarked
package dev.sundial.local.lambda.environment;

import org.jspecify.annotations.NullMarked;
