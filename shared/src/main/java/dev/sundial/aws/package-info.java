/**
 * How Sundial talks to AWS: one place for attempts and time-outs of the SDK's clients. Handlers
 * build their clients here and hand them to the domain, which knows none of this.
 */
@NullMarked
package dev.sundial.aws;

import org.jspecify.annotations.NullMarked;
