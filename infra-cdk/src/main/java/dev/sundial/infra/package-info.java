/**
 * The CDK app: reads the stage's and the models' yaml, refuses what is wrong with file, line and
 * field, and writes one template for the stage and one for each model. Upstream are {@code
 * dev.sundial.spec} and {@code dev.sundial.naming}; downstream are CloudFormation and the local
 * cloud, which both take the templates as they are.
 */
@NullMarked
package dev.sundial.infra;

import org.jspecify.annotations.NullMarked;
