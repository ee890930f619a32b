package dev.sundial.prediction;

/**
 * What a request says besides its body.
 *
 * @param labels how classes are told
 * @param requestId the gateway's
 */
record Terms(LabelStyle labels, String requestId) {}
