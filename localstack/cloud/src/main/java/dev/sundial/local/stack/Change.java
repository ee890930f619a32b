package dev.sundial.local.stack;

/** What a deployment does with a resource. */
sealed interface Change {

  /** It does not exist. */
  record Create() implements Change {}

  /** It is as declared. */
  record Keep() implements Change {}

  /** It is brought to what the template says. */
  record Update(Declaration<?> before) implements Change {}

  /** A new physical resource takes its place. */
  record Replace(String reason) implements Change {}
}
