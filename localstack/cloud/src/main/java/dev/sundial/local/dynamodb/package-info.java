/**
 * DynamoDB: requests go, as they are, to DynamoDB Local in its own process; what that does not know
 * (point-in-time recovery, its own region name) is answered here. Upstream is the endpoint,
 * downstream the part's address.
 */
@NullMarked
package dev.sundial.local.dynamodb;

import org.jspecify.annotations.NullMarked;
