package dev.sundial.lifecycle;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import dev.sundial.json.JsonReader;
import dev.sundial.json.JsonWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The schemas and samples of this module, as they lie in its folder. */
final class EventFiles {
  private static final String SCHEMA_ENDING = ".schema.json";

  private static final SchemaRegistry SCHEMAS =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12,
          registry ->
              registry.schemaRegistryConfig(
                  SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

  private EventFiles() {}

  /** Names such as {@code ModelPromoted}. */
  static List<String> schemas() {
    return names(Path.of("schemas")).map(name -> name.replace(SCHEMA_ENDING, "")).toList();
  }

  static String schema(String event) {
    return text(Path.of("schemas", event + SCHEMA_ENDING));
  }

  /** Names such as {@code ModelPromoted.first.json}. */
  static List<String> samples() {
    return names(Path.of("samples")).toList();
  }

  static List<String> samples(String event) {
    return samples().stream().filter(name -> name.startsWith(event + ".")).toList();
  }

  /** On one line, as our encoders write. */
  static String sample(String name) {
    return JsonWriter.write(JsonReader.read(name, text(Path.of("samples", name))));
  }

  /** What an event's schema has against a document; empty when it is valid. */
  static List<Error> problems(String event, String json) {
    Schema schema = SCHEMAS.getSchema(schema(event), InputFormat.JSON);
    return schema.validate(json, InputFormat.JSON);
  }

  private static Stream<String> names(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
