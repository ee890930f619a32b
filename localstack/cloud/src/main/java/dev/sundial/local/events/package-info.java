/**
 * EventBridge: event buses, what is put on them, and who is told. Upstream are functions and
 * clients that put events; downstream the rules that listen.
 */
@NullMarked
package dev.sundial.local.events;

import org.jspecify.annotations.NullMarked;
