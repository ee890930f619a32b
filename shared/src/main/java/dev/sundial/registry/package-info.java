/**
 * Every version, kept: artefacts in S3, and in one DynamoDB table the runs, versions, ledger and
 * the pointer to the version that serves. Training writes here (claim, put, commit, drain);
 * prediction reads the pointer and the verified scorer. The rule that decides about a candidate
 * comes from {@code dev.sundial.promotion}; events leave through the {@link
 * dev.sundial.registry.Outbox}.
 *
 * <p>Start reading at {@link dev.sundial.registry.Registry}.
 */
@NullMarked
package dev.sundial.registry;

import org.jspecify.annotations.NullMarked;
