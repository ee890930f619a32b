/**
 * Which tokens a stage's API takes. The templates write {@link dev.sundial.auth.TokenRules} into
 * the authorizer's environment, the authorizer reads them there.
 */
@NullMarked
package dev.sundial.auth;

import org.jspecify.annotations.NullMarked;
