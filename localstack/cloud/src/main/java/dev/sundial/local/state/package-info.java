/**
 * What the local cloud remembers across restarts: named shelves of JSON values in one file.
 * Services keep their resources, queues and histories here; the real parts keep their own files
 * beside it.
 */
@NullMarked
package dev.sundial.local.state;

import org.jspecify.annotations.NullMarked;
