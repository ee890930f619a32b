package dev.sundial.prediction;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How classes are told: {@code ?labels=name} or {@code ?labels=index}. */
enum LabelStyle {
  /** The default. */
  NAME,
  /** The place in the model's list of labels, from 0. */
  INDEX;

  /**
   * By the parameter of a request.
   *
   * @param text null when not sent
   * @throws Refusal 400 for another one
   */
  static LabelStyle of(@Nullable String text) throws Refusal {
    if (text == null) {
      return NAME;
    }
    for (LabelStyle style : values()) {
      if (style.name().toLowerCase(Locale.ROOT).equals(text)) {
        return style;
      }
    }
    throw Refusal.badRequest("the parameter labels must be name or index");
  }
}
