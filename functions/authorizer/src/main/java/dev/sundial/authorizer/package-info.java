/**
 * Who may call the API with a token: API Gateway hands {@link
 * dev.sundial.authorizer.AuthorizerHandler} the Authorization header of a request, {@link
 * dev.sundial.authorizer.TokenVerifier} checks the token by the keys that its issuer publishes
 * ({@link dev.sundial.authorizer.IssuerKeys}), and the gateway gets a policy for the whole stage
 * back, which it keeps for a while. No token, nor any part of one, is ever written to a log.
 */
@NullMarked
package dev.sundial.authorizer;

import org.jspecify.annotations.NullMarked;
