package dev.sundial.training.fit;

import dev.sundial.dataset.Dataset;
import dev.sundial.dataset.Target;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.tribuo.Example;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/** Rows of a classification as Tribuo's examples, standardised where the trainer wants it. */
final class TribuoRows {
  // Tribuo reports every fit at INFO; held here because loggers are held weakly.
  private static final List<Logger> QUIET =
      List.of(Logger.getLogger("org.tribuo"), Logger.getLogger("com.oracle.labs"));

  static {
    QUIET.forEach(logger -> logger.setLevel(Level.WARNING));
  }

  private final Dataset data;
  private final Target.Labels target;
  private final Optional<Standardisation> standardisation;
  private final String[] names;
  private final double[] row;

  TribuoRows(Dataset data, Optional<Standardisation> standardisation) throws CannotFitException {
    this.data = data;
    this.target = labels(data);
    this.standardisation = standardisation;
    this.names = data.features().toArray(String[]::new);
    this.row = new double[names.length];
  }

  private static Target.Labels labels(Dataset data) throws CannotFitException {
    return switch (data.target()) {
      case Target.Numbers numbers ->
          throw new IllegalArgumentException("data must be a classification");
      case Target.Labels labels -> {
        if (labels.names().contains(Label.UNKNOWN)) {
          throw new CannotFitException(
              "the label \"" + Label.UNKNOWN + "\" is reserved by the trainer");
        }
        yield labels;
      }
    };
  }

  MutableDataset<Label> dataset(int[] rows) {
    LabelFactory factory = new LabelFactory();
    MutableDataset<Label> examples =
        new MutableDataset<>(new SimpleDataSourceProvenance("sundial", factory), factory);
    for (int number : rows) {
      examples.add(example(number));
    }
    return examples;
  }

  Example<Label> example(int number) {
    data.copyRow(number, row, 0);
    standardisation.ifPresent(s -> s.apply(row));
    return new ArrayExample<>(new Label(target.names().get(target.ids()[number])), names, row);
  }
}
