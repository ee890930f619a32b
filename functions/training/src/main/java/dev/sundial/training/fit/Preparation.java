package dev.sundial.training.fit;

import java.util.Map;

/** What is done to features before Tribuo sees them; a scorer does the same by itself. */
sealed interface Preparation permits Standardisation, SingleRange {

  /** A feature's value as Tribuo sees it. */
  double apply(int feature, double value);

  /** What a reader of the model's bytes must do, too: a name and its value. */
  Map<String, Object> toJson();
}
