/**
 * Which version serves: the rule that decides about a candidate, free of any storage. The registry
 * asks it inside a commit, again whenever the pointer moved; training hands it in, with the
 * comparison that the policy {@code best} needs.
 */
@NullMarked
package dev.sundial.promotion;

import org.jspecify.annotations.NullMarked;
