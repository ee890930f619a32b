/**
 * Roles and policies. They come from templates as resources, are read and checked here and kept;
 * the services read resource policies with {@link dev.sundial.local.iam.PolicyDocument} too.

 */
@NullMarked
package dev.sundial.local.iam;

import org.jspecify.annotations.NullMarked;
