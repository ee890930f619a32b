/**
 * The two reads that prediction makes, GetItem and GetObject, behind the SDK's own interfaces. The
 * SDK's generated clients take 0.5 s of a cold start and lock its class loader while they do; these
 * sign with the SDK's signer, take credentials from the SDK's providers and send with {@code
 * HttpURLConnection}. {@code dev.sundial.serving} hands them to the registry, which cannot tell.
 */
@NullMarked
package dev.sundial.lean;

import org.jspecify.annotations.NullMarked;
