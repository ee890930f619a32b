package dev.sundial.local.sqs;

/**
 * How many messages a queue holds.
 *
 * @param visible can be received now
 * @param inFlight were received and are hidden
 * @param delayed were never received and are hidden
 */
record Counts(int visible, int inFlight, int delayed) {

  int all() {
    return visible + inFlight + delayed;
  }
}
