package dev.sundial.local.stack;

import java.nio.file.Path;

/**
 * What a resource being deployed may want to know.
 *
 * @param stack the stack's name
 * @param logicalId the resource's name in the template
 * @param assets the folder that holds the assets ({@code cdk.out}); file assets are known by their
 *     S3 key {@code <hash>.zip}
 * @param fresh whether losing data was allowed
 */
public record Deployment(String stack, String logicalId, Path assets, boolean fresh) {}
