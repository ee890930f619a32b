package dev.sundial.cli;

import dev.sundial.lifecycle.VersionId;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a version's id as it is typed. */
final class VersionIdConverter implements ITypeConverter<VersionId> {
  @Override
  public VersionId convert(String text) {
    try {
      return new VersionId(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
