/**
 * S3Mock in a process of its own. The local cloud starts {@link dev.sundial.local.part.s3.S3Server}
 * and forwards requests to it; nobody else reaches it.
 */
@NullMarked
package dev.sundial.local.part.s3;

import org.jspecify.annotations.NullMarked;
