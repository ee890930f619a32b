/**
 * S3 behind the endpoint. Objects are S3Mock's; this package tells operations apart, reads bodies
 * to their end and checks them before the part sees them, makes conditional writes atomic, and
 * keeps the settings of buckets that the part does not know: policy, encryption, tags, public
 * access, ownership, life cycle.
 */
@NullMarked
package dev.sundial.local.s3;

import org.jspecify.annotations.NullMarked;
