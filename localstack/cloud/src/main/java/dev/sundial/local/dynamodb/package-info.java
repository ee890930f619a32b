/**
 * DynamoDB behind the endpoint. Items go to DynamoDB Local byte for byte; what it does not know
 * about tables (names of this account and region, backups, tags, when a table was made in virtual
 * time) is kept here.
 */
@NullMarked
package dev.sundial.local.dynamodb;

import org.jspecify.annotations.NullMarked;
