package dev.sundial.local.lambda;

/**
 * A name for a version.
 *
 * @param name such as {@code live}
 * @param version the number it stands for
 * @param description free text, may be empty
 * @param revision changes with every change
 */
public record FunctionAlias(String name, String version, String description, String revision) {}
