package dev.sundial.local.lambda;

import java.util.List;
import java.util.Optional;

/** The attempts to invoke functions, as the pages read them. */
public interface InvocationSource {

  /** The newest, newest first. */
  List<InvocationRecord> recent(int limit);

  /** One attempt by its number. */
  Optional<InvocationRecord> find(long number);

  /** Every attempt of a request, oldest first. */
  List<InvocationRecord> ofRequest(String requestId);
}
