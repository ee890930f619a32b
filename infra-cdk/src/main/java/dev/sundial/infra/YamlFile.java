package dev.sundial.infra;

import dev.sundial.json.Form;
import dev.sundial.json.InvalidDocumentException;
import dev.sundial.json.Problem;
import dev.sundial.json.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A yaml file that was read.
 *
 * @param stem its name without {@code .yaml}
 * @param document what it says
 */
record YamlFile(String stem, Value document) {
  static final String ENDING = ".yaml";

  /**
   * Reads a file; when it is no such document, that is added to the problems.
   *
   * @throws SynthException when it cannot be read at all
   */
  static Optional<YamlFile> read(Path file, List<Problem> problems) {
    String source = source(file);
    String name = String.valueOf(file.getFileName());
    String stem = name.substring(0, name.length() - ENDING.length());
    try {
      return Optional.of(new YamlFile(stem, YamlReader.read(source, Files.readAllBytes(file))));
    } catch (InvalidDocumentException e) {
      problems.addAll(e.problems());
      return Optional.empty();
    } catch (IOException e) {
      throw new SynthException("cannot read " + file + ": " + e.getMessage());
    }
  }

  /** A file's name for messages: from its folder on, so the same wherever the checkout lies. */
  static String source(Path file) {
    Path absolute = file.toAbsolutePath().normalize();
    int names = absolute.getNameCount();
    return absolute.subpath(Math.max(0, names - 2), names).toString();
  }

  /** The same file with some fields set otherwise. */
  YamlFile with(List<Setting> settings) {
    Value changed = document;
    for (Setting setting : settings) {
      changed = setting.in(changed);
    }
    return new YamlFile(stem, changed);
  }

  /**
   * Where a field stands, or would.
   *
   * @param path names from the root on
   */
  Value.Place place(String... path) {
    Form.Problems ignored = new Form.Problems();
    Optional<Form> form = Optional.of(Form.of(document, ignored));
    Value.Place place = document.at();
    for (String name : path) {
      place = form.map(f -> f.at(name)).orElse(place.child(name, place.line()));
      form = form.flatMap(f -> f.object(name));
    }
    return place;
  }
}
