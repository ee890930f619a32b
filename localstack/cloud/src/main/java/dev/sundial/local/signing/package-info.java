/**
 * AWS's Signature Version 4 as the receiver checks it. Upstream is whoever has a request that must
 * prove whose it is, such as API Gateway; downstream is nothing but the secrets of the keys,
 * through {@link dev.sundial.local.signing.SigningKeys}.
 */
@NullMarked
package dev.sundial.local.signing;

import org.jspecify.annotations.NullMarked;
