package dev.sundial.serving;

import dev.sundial.lifecycle.VersionId;

/** Which of a model's versions a request asks for. */
public sealed interface Choice {

  /** The one that serves; also what answers when nothing is chosen. */
  record Champion() implements Choice {}

  /** The newest committed one, whether it serves or not. */
  record Latest() implements Choice {}

  /** The one that served before the champion. */
  record Previous() implements Choice {}

  /** One by its id. */
  record Exact(VersionId version) implements Choice {}
}
