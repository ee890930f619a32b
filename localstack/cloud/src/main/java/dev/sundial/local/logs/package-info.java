/**
 * CloudWatch Logs: groups, streams and lines, with retention on the virtual clock and a bound on
 * what is kept. Upstream are the functions' output, the access log of the API and clients of the
 * endpoint; downstream only the state store.
 */
@NullMarked
package dev.sundial.local.logs;

import org.jspecify.annotations.NullMarked;
