package dev.sundial.local.part;

import java.io.IOException;

/** A part did not start; the message says where its log is and how it ends. */
public final class PartException extends IOException {

  private static final long serialVersionUID = 1L;

  PartException(String message) {
    super(message);
  }
}
