/** What the tests of services share: a clock moved by hand and an endpoint for real clients. */
@NullMarked
package dev.sundial.local.testing;

import org.jspecify.annotations.NullMarked;
