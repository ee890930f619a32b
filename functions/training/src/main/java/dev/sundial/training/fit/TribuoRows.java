package dev.sundial.training.fit;

import dev.sundial.dataset.Dataset;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.tribuo.Example;
import org.tribuo.MutableDataset;
import org.tribuo.Output;

/**
 * Rows as Tribuo's examples, prepared as the trainer wants them. Safe for concurrent use.
 *
 * @param <T> Tribuo's output
 */
final class TribuoRows<T extends Output<T>> {
  private final Dataset data;
  private final Outputs<T> outputs;
  private final Optional<Preparation> preparation;
  private final int[] order;
  private final String[] names;

  TribuoRows(Dataset data, Outputs<T> outputs, Optional<Preparation> preparation) {
    this.data = data;
    this.outputs = outputs;
    this.preparation = preparation;
    List<String> features = data.features();
    this.order =
        IntStream.range(0, features.size())
            .boxed()
            .sorted(Comparator.comparing(features::get))
            .mapToInt(Integer::intValue)
            .toArray();
    this.names = Arrays.stream(order).mapToObj(features::get).toArray(String[]::new);
  }

  /**
   * Rows as a dataset of Tribuo's that keeps none of them: each is made when it is looked at, so
   * that a million of them take no memory of their own.
   */
  MutableDataset<T> dataset(int[] rows) {
    return new PassingRows<>(this, rows);
  }

  Example<T> example(int row) {
    double[] values = new double[order.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = value(i, row);
    }
    return new RowExample<>(outputs.of(row), names, values);
  }

  Outputs<T> outputs() {
    return outputs;
  }

  /** Names of the features, ascending. */
  List<String> names() {
    return List.of(names);
  }

  /** A row's value of the feature with this place among the names, prepared. */
  double value(int place, int row) {
    double value = data.column(order[place])[row];
    return preparation.isPresent() ? preparation.get().apply(order[place], value) : value;
  }
}
