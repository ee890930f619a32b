package dev.sundial.cli;

import dev.sundial.naming.ModelName;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a model name. */
final class ModelNameConverter implements ITypeConverter<ModelName> {
  @Override
  public ModelName convert(String value) {
    try {
      return new ModelName(value);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
