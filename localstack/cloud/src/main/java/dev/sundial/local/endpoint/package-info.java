/**
 * The AWS endpoint of the local cloud: one HTTP port for all services, told apart by the scope of
 * the request's signature. Upstream are unmodified AWS clients and the functions; downstream one
 * {@link dev.sundial.local.endpoint.AwsService} per service. Faults are planted here, and the AWS
 * calls of a function are numbered here.
 */
@NullMarked
package dev.sundial.local.endpoint;

import org.jspecify.annotations.NullMarked;
