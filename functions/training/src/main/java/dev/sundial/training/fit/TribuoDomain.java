package dev.sundial.training.fit;

import dev.sundial.dataset.Dataset;
import java.util.List;
import java.util.Optional;
import org.tribuo.ImmutableDataset;
import org.tribuo.MutableDataset;
import org.tribuo.Output;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/**
 * What Tribuo wants to know about the rows a model was fitted on (its features, its outputs, how
 * many rows there were) without the rows: they were fitted from the columns. The members of an
 * ensemble share it.
 *
 * @param <T> Tribuo's output
 */
final class TribuoDomain<T extends Output<T>> extends ImmutableDataset<T> {
  private static final long serialVersionUID = 1L;

  private final int rows;

  private TribuoDomain(MutableDataset<T> rows) {
    super(
        List.of(),
        new SimpleDataSourceProvenance("sundial", rows.getOutputFactory()),
        rows.getOutputFactory(),
        rows.getFeatureIDMap(),
        rows.getOutputIDInfo(),
        false);
    this.rows = rows.size();
  }

  static <T extends Output<T>> TribuoDomain<T> of(Dataset data, Outputs<T> outputs, int[] rows) {
    return new TribuoDomain<>(new TribuoRows<>(data, outputs, Optional.empty()).dataset(rows));
  }

  /** Tribuo's number of each of some features. */
  int[] ids(List<String> names) {
    return names.stream().mapToInt(getFeatureIDMap()::getID).toArray();
  }

  @Override
  public int size() {
    return rows;
  }
}
