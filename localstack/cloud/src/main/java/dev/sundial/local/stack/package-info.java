/**
 * CloudFormation: takes the templates of a {@code cdk.out} and makes them so. Each resource type is
 * a {@link dev.sundial.local.stack.ResourceType} that a service contributes; a type or property
 * nobody implements is refused by name before anything is changed.
 */
@NullMarked
package dev.sundial.local.stack;

import org.jspecify.annotations.NullMarked;
