/**
 * Roles, policies and what they decide. Roles and policies come from templates as resources, are
 * read and checked here and kept; services read resource policies with {@link
 * dev.sundial.local.iam.PolicyDocument} too. Upstream, {@link dev.sundial.local.iam.PolicyGate}
 * stands before every service of the endpoint; what a request needs, the service's {@link
 * dev.sundial.local.iam.Accesses} names, and {@link dev.sundial.local.iam.Authorizer} decides.
 */
@NullMarked
package dev.sundial.local.iam;

import org.jspecify.annotations.NullMarked;
