package dev.sundial.training.fit;

import dev.sundial.dataset.Dataset;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.tribuo.Example;
import org.tribuo.MutableDataset;
import org.tribuo.Output;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/**
 * Rows as Tribuo's examples, standardised where the trainer wants it.
 *
 * @param <T> Tribuo's output
 */
final class TribuoRows<T extends Output<T>> {
  // Tribuo reports every fit at INFO; held here because loggers are held weakly.
  private static final List<Logger> QUIET =
      List.of(Logger.getLogger("org.tribuo"), Logger.getLogger("com.oracle.labs"));

  static {
    QUIET.forEach(logger -> logger.setLevel(Level.WARNING));
  }

  private final Dataset data;
  private final Outputs<T> outputs;
  private final Optional<Standardisation> standardisation;
  private final String[] names;
  private final double[] row;

  TribuoRows(Dataset data, Outputs<T> outputs, Optional<Standardisation> standardisation) {
    this.data = data;
    this.outputs = outputs;
    this.standardisation = standardisation;
    this.names = data.features().toArray(String[]::new);
    this.row = new double[names.length];
  }

  MutableDataset<T> dataset(int[] rows) {
    MutableDataset<T> examples =
        new MutableDataset<>(
            new SimpleDataSourceProvenance("sundial", outputs.factory()), outputs.factory());
    for (int number : rows) {
      examples.add(example(number));
    }
    return examples;
  }

  Example<T> example(int number) {
    data.copyRow(number, row, 0);
    standardisation.ifPresent(s -> s.apply(row));
    return new ArrayExample<>(outputs.of(number), names, row);
  }
}
