package dev.sundial.local.stack;

import com.fasterxml.jackson.databind.JsonNode;

/** What a name in a template stands for. */
sealed interface Meaning {

  /** A value that is known now. */
  record Known(JsonNode value) implements Meaning {}

  /** A value of a resource that does not exist yet. */
  record Later(String placeholder) implements Meaning {}

  /** {@code AWS::NoValue}: what it stands for is left out. */
  record Nothing() implements Meaning {}

  /** No such name; {@code why} goes on after it, such as {@code is no resource}. */
  record Unknown(String why) implements Meaning {}
}
