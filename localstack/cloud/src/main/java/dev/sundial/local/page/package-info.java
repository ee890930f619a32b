/**
 * The local cloud's own pages below {@code /_sundial}: what is deployed, what ran, what was logged,
 * what failed; each also as JSON under {@code .json}. The clock and the planted faults are moved
 * here. Everything shown is hostile text: {@link dev.sundial.local.page.Html} escapes it all, and
 * the pages run no script. The services' data comes in through small interfaces.
 */
@NullMarked
package dev.sundial.local.page;

import org.jspecify.annotations.NullMarked;
