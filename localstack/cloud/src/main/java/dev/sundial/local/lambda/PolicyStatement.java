package dev.sundial.local.lambda;

import org.jspecify.annotations.Nullable;

/**
 * A permission of a function's resource policy.
 *
 * @param id the statement's id
 * @param qualifier the version or alias it is for; empty for the function
 * @param action such as {@code lambda:InvokeFunction}
 * @param principal a service such as {@code apigateway.amazonaws.com}, or an account or role
 * @param sourceArn the resource that must be the caller's; may hold {@code *}; absent for any
 * @param sourceAccount the account that must own the caller's resource; absent for any
 */
public record PolicyStatement(
    String id,
    String qualifier,
    String action,
    String principal,
    @Nullable String sourceArn,
    @Nullable String sourceAccount) {}
