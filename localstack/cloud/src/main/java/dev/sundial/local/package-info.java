/**
 * The local cloud as a whole: {@link dev.sundial.local.LocalCloud} starts the parts and services
 * and connects them. Each service is a package below; they meet here and nowhere else.
 */
@NullMarked
package dev.sundial.local;

import org.jspecify.annotations.NullMarked;
