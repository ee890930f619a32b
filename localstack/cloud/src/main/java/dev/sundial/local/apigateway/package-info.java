/**
 * API Gateway REST APIs: the control plane CloudFormation fills, and a second HTTP port that is the
 * deployed stage. Upstream are people's HTTP clients; downstream is the Lambda service, through
 * {@link dev.sundial.local.apigateway.ProxyTarget}. Who may call is asked of {@link
 * dev.sundial.local.apigateway.IamAuthorization}.
 */
@NullMarked
package dev.sundial.local.apigateway;

import org.jspecify.annotations.NullMarked;
