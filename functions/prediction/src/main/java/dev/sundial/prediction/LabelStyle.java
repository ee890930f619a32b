package dev.sundial.prediction;

/** How classes are told: {@code ?labels=name} or {@code ?labels=index}. */
enum LabelStyle {
  /** The default. */
  NAME,
  /** The place in the model's list of labels, from 0. */
  INDEX
}
