package dev.sundial.serving;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import dev.sundial.naming.ModelName;
import dev.sundial.scoring.FeatureSchema;
import dev.sundial.scoring.Scorer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A version in memory, with what reading and writing a request needs made ready once. */
public final class ServedVersion {
  private final ModelName model;
  private final String version;
  private final Scorer scorer;
  private final Map<String, Integer> indices;
  private final List<SerializableString> labels;

  public ServedVersion(ModelName model, String version, Scorer scorer) {
    this.model = model;
    this.version = version;
    this.scorer = scorer;
    FeatureSchema schema = scorer.schema();
    this.indices = HashMap.newHashMap(schema.features().size());
    for (String feature : schema.features()) {
      indices.put(feature, indices.size());
    }
    this.labels = schema.labels().stream().<SerializableString>map(SerializedString::new).toList();
  }

  public ModelName model() {
    return model;
  }

  public String version() {
    return version;
  }

  public Scorer scorer() {
    return scorer;
  }

  public FeatureSchema schema() {
    return scorer.schema();
  }

  /** Where a feature stands in a row; -1 when the model reads none of that name. */
  public int indexOf(String feature) {
    Integer index = indices.get(feature);
    return index == null ? -1 : index;
  }

  /** A label, ready to be written. */
  public SerializableString label(int index) {
    return labels.get(index);
  }
}
