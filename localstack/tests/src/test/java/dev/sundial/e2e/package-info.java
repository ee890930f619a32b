/**
 * The product end to end: templates that the CDK app wrote, zips that the build made, deployed into
 * the local cloud and used over HTTP as a person or AWS would. {@link dev.sundial.e2e.Cloud} is
 * started once and shared by all test classes; each class has models of its own, or its own runs.
 *
 * <p>With {@code SUNDIAL_E2E_ENDPOINT} (an AWS endpoint), {@code SUNDIAL_E2E_API} (the address of
 * the API) and {@code SUNDIAL_E2E_STAGE} set, the tests run against what is deployed there instead.
 * Those that need the local cloud's clock or faults, tagged {@value dev.sundial.e2e.Cloud#LOCAL},
 * or a model that is not deployed there are then reported as not run.
 */
@NullMarked
package dev.sundial.e2e;

import org.jspecify.annotations.NullMarked;
