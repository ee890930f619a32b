/**
 * The real parts: DynamoDB Local and S3Mock, each in a JVM of its own on a free port of the
 * loopback interface. This package starts and stops them and knows nothing of their protocols; the
 * services in {@code dev.sundial.local.dynamodb} and {@code dev.sundial.local.s3} speak to them.
 * What runs inside those JVMs lies in the modules of the parts.
 */
@NullMarked
package dev.sundial.local.part;

import org.jspecify.annotations.NullMarked;
