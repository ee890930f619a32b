/**
 * One name, one place: what resources, environment keys and stack outputs are called. The CDK app,
 * the functions, the launcher and the tests take names from here and nowhere else.
 */
@NullMarked
package dev.sundial.naming;

import org.jspecify.annotations.NullMarked;
