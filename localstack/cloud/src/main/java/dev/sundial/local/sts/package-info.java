/**
 * STS: who a key belongs to, and keys for the roles of the templates. The endpoint asks {@link
 * dev.sundial.local.sts.Sessions} whose a key is.
 */
@NullMarked
package dev.sundial.local.sts;

import org.jspecify.annotations.NullMarked;
