/**
 * Secrets Manager: secrets with their versions and staging labels. Upstream are clients of the
 * endpoint and templates; downstream only the state store. A value leaves by {@code GetSecretValue}
 * and by nothing else: no page, log, error or description has it.
 */
@NullMarked
package dev.sundial.local.secrets;

import org.jspecify.annotations.NullMarked;
