package dev.sundial.promotion;

import java.util.Locale;

/** What becomes of a candidate that is about to be registered. */
public sealed interface PromotionDecision {

  /**
   * It serves from now on.
   *
   * @param reason what a person should know about it: why it was not compared though the policy is
   *     {@code best}; empty otherwise
   */
  record Promoted(String reason) implements PromotionDecision {
    public Promoted() {
      this("");
    }
  }

  /** A newer version was committed before it: registered, never served by itself. */
  record Superseded() implements PromotionDecision {}

  /** Registered, and waiting for a person. */
  record Held(HoldReason reason) implements PromotionDecision {}

  /** Why a candidate is held back. */
  enum HoldReason {
    /** A person chose the serving version by hand. */
    PINNED,
    /** The serving version scores better on the candidate's test part. */
    WORSE,
    /** The spec asks for a person's approval. */
    APPROVAL;

    /** As it is written in events and answers. */
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
