package dev.sundial.local.stack;

import java.time.Instant;

/**
 * Something that happened to a stack or to one of its resources.
 *
 * @param number from 1, in the order they happened
 * @param logicalId the stack's name for an event of the stack itself
 * @param physicalId empty when there is none yet
 * @param type {@code AWS::CloudFormation::Stack} for an event of the stack itself
 * @param reason empty when there is nothing to say
 * @param at virtual time
 */
public record StackEvent(
    long number,
    String stack,
    String logicalId,
    String physicalId,
    String type,
    Status status,
    String reason,
    Instant at) {

  static final String STACK_TYPE = "AWS::CloudFormation::Stack";
}
