/**
 * Which version answers: {@link dev.sundial.serving.ServedModels} looks at the registry's pointer
 * when the last look has grown old, loads and verifies what it names, and keeps the last good
 * version when that cannot be had. It acts only inside a request, never beside one, because the
 * environment is frozen in between. Upstream is the registry, through a {@link
 * dev.sundial.serving.ModelSource}; downstream the prediction handler.
 */
@NullMarked
package dev.sundial.serving;

import org.jspecify.annotations.NullMarked;
