/**
 * DynamoDB Local in a process of its own. The local cloud starts {@link
 * dev.sundial.local.part.dynamodb.DynamoDbServer} and forwards requests to it; nobody else reaches
 * it.
 */
@NullMarked
package dev.sundial.local.part.dynamodb;

import org.jspecify.annotations.NullMarked;
