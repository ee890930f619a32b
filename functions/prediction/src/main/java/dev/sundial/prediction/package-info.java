/**
 * Answers predictions behind API Gateway: {@link dev.sundial.prediction.PredictionHandler} decodes
 * the proxy event, finds the {@link dev.sundial.prediction.Route}, asks {@code dev.sundial.serving}
 * for the version that serves, and lets a protocol read the rows and write the scores. Everything a
 * caller can send is answered below 500, naming what is wrong with it.
 */
@NullMarked
package dev.sundial.prediction;

import org.jspecify.annotations.NullMarked;
