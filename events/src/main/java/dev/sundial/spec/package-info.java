/**
 * What a model is: the declaration a user writes in yaml and the training function receives. Read
 * once, by one reader, wherever the text came from; the CDK app reads it at synth and hands the
 * same spec to the function as JSON.
 */
@NullMarked
package dev.sundial.spec;

import org.jspecify.annotations.NullMarked;
