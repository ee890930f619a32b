/**
 * Scorers: what a trained model comes down to when it only has to answer. Training exports one
 * beside its model and checks that both agree; {@link dev.sundial.scoring.ScorerFormat} makes bytes
 * of it, the registry keeps and verifies those, and prediction reads nothing else. No AWS, no
 * library of machine learning, no allocation per row.
 *
 * <p>A further family is a class permitted by {@link dev.sundial.scoring.Scorer} with its constant
 * in {@link dev.sundial.scoring.ScorerFamily}.
 */
@NullMarked
package dev.sundial.scoring;

import org.jspecify.annotations.NullMarked;
