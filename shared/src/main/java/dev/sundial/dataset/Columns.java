package dev.sundial.dataset;

import dev.sundial.scoring.FeatureSchema;
import dev.sundial.spec.ModelSpec;
import dev.sundial.spec.TrainerKind;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The columns of a model while its objects are read one after the other. Which columns they are,
 * the spec says, or else the first object's header or first record: every column but the target.
 */
final class Columns {
  /** In a layout: this field is not read. */
  static final int IGNORED = -1;

  /** In a layout: this field is the target. */
  static final int TARGET = -2;

  /** Where the names of an object's columns stand. */
  enum Names {
    HEADER("header"),
    RECORD("record");

    private final String word;

    Names(String word) {
      this.word = word;
    }
  }

  private final ModelSpec spec;
  private final Problems problems;
  private final TargetColumn target;
  private List<String> features;
  private DoubleColumn[] columns;
  private final Map<String, Integer> indexes = new HashMap<>();
  private String firstKey = "";
  private int rows;

  Columns(ModelSpec spec, Problems problems) {
    this.spec = spec;
    this.problems = problems;
    this.features = spec.features();
    this.columns = fresh(features.size());
    this.target =
        switch (spec.task()) {
          case CLASSIFICATION -> new TargetColumn.Labels();
          case REGRESSION -> new TargetColumn.Numbers();
        };
  }

  /**
   * What each field of an object's rows is: the index of a feature, {@link #TARGET} or {@link
   * #IGNORED}; empty when its rows cannot be read, and then there are problems.
   */
  Optional<int[]> layout(String key, long line, List<String> header, Names in) {
    boolean sound = distinct(key, line, header, in);
    if (features.isEmpty()) {
      sound &= decide(key, line, header);
    } else if (spec.features().isEmpty()) {
      sound &= nothingNew(key, line, header);
    }
    sound &= complete(key, line, header, in);
    if (!sound) {
      return Optional.empty();
    }
    int[] layout = new int[header.size()];
    Arrays.fill(layout, IGNORED);
    for (int feature = 0; feature < features.size(); feature++) {
      layout[header.indexOf(features.get(feature))] = feature;
    }
    layout[header.indexOf(spec.target())] = TARGET;
    return Optional.of(layout);
  }

  /** What they are read for. */
  TrainerKind trainer() {
    return spec.trainer().kind();
  }

  private boolean distinct(String key, long line, List<String> header, Names in) {
    Set<String> seen = new HashSet<>();
    boolean sound = true;
    for (String name : header) {
      if (!name.isEmpty() && !seen.add(name)) {
        problems.add(key, line, name, "stands twice in the " + in.word);
        sound = false;
      }
    }
    return sound;
  }

  private boolean decide(String key, long line, List<String> header) {
    firstKey = key;
    features = header.stream().filter(name -> !name.equals(spec.target())).distinct().toList();
    columns = fresh(features.size());
    if (features.isEmpty()) {
      problems.add(key, line, "", "has no column besides the target");
      return false;
    }
    if (features.size() > FeatureSchema.MAX_FEATURES) {
      String most = features.size() + " features, at most " + FeatureSchema.MAX_FEATURES;
      problems.add(key, line, "", "has " + most + " can be trained on; name some in the spec");
      return false;
    }
    for (String name : features) {
      if (name.isEmpty()) {
        int field = header.indexOf("") + 1;
        problems.add(
            key,
            line,
            "",
            "column number " + field + " has no name; name the features in the spec");
        return false;
      }
      if (!StandardCharsets.UTF_8.newEncoder().canEncode(name)) {
        problems.add(key, line, name, "its name is half of a surrogate pair");
        return false;
      }
      if (!fits(name)) {
        problems.add(key, line, name, "its name is longer than " + longest());
        return false;
      }
    }
    return true;
  }

  private boolean nothingNew(String key, long line, List<String> header) {
    for (String name : header) {
      if (!name.equals(spec.target()) && !features.contains(name)) {
        problems.add(key, line, name, isNew());
        return false;
      }
    }
    return true;
  }

  /** What is wrong with a column that the first object does not have. */
  String isNew() {
    return "is not in the first object, " + firstKey + "; name the features in the spec";
  }

  /** Whether columns besides features and target are passed over: the spec says which to read. */
  boolean maySkip() {
    return !spec.features().isEmpty();
  }

  /** Whether it is known which columns are the features. */
  boolean decided() {
    return !features.isEmpty();
  }

  /** The index of a feature, {@link #TARGET} or {@link #IGNORED}, once they are decided. */
  int indexOf(String name) {
    if (indexes.isEmpty()) {
      for (int feature = 0; feature < features.size(); feature++) {
        indexes.put(features.get(feature), feature);
      }
      indexes.put(spec.target(), TARGET);
    }
    Integer known = indexes.get(name);
    if (known == null) {
      known = indexes.getOrDefault(name.strip(), IGNORED);
    }
    return known;
  }

  private boolean complete(String key, long line, List<String> header, Names in) {
    Set<String> present = new HashSet<>(header);
    boolean sound = true;
    if (!present.contains(spec.target())) {
      problems.add(
          key, line, spec.target(), "is missing from the " + in.word + "; it is the target");
      sound = false;
    }
    for (String feature : features) {
      if (!present.contains(feature)) {
        problems.add(key, line, feature, "is missing from the " + in.word);
        sound = false;
      }
    }
    return sound;
  }

  static boolean fits(String name) {
    return name.length() <= FeatureSchema.MAX_NAME_BYTES
        && name.getBytes(StandardCharsets.UTF_8).length <= FeatureSchema.MAX_NAME_BYTES;
  }

  static String longest() {
    return FeatureSchema.MAX_NAME_BYTES + " bytes";
  }

  List<String> features() {
    return features;
  }

  String targetName() {
    return spec.target();
  }

  TargetColumn target() {
    return target;
  }

  int rows() {
    return rows;
  }

  /**
   * Adds a row.
   *
   * @param values length features
   * @param label number of the row's label; not used for regression
   * @param number the row's target; not used for classification
   */
  void add(double[] values, int label, double number) {
    for (int feature = 0; feature < columns.length; feature++) {
      columns[feature].add(values[feature]);
    }
    switch (target) {
      case TargetColumn.Labels labels -> labels.add(label);
      case TargetColumn.Numbers numbers -> numbers.values.add(number);
    }
    rows++;
  }

  /** Everything added; the columns are done with. */
  Dataset dataset() {
    double[][] values = new double[columns.length][];
    for (int feature = 0; feature < columns.length; feature++) {
      values[feature] = columns[feature].values();
    }
    return new Dataset(features, values, spec.target(), target.target());
  }

  private static DoubleColumn[] fresh(int count) {
    DoubleColumn[] columns = new DoubleColumn[count];
    Arrays.setAll(columns, i -> new DoubleColumn());
    return columns;
  }
}
