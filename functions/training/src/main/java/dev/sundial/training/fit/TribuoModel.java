package dev.sundial.training.fit;

import dev.sundial.dataset.Dataset;
import dev.sundial.scoring.Scorer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.tribuo.Example;
import org.tribuo.Model;
import org.tribuo.Output;
import org.tribuo.Prediction;
import org.tribuo.common.xgboost.XGBoostModel;

/**
 * A model of Tribuo's with what its inputs and outputs mean.
 *
 * @param <T> Tribuo's output
 * @param model the model
 * @param outputs what it predicts, of the data it was fitted on
 * @param preparation of its features, where it wants them prepared
 * @param tolerance most that its scores and those of its scorer may differ
 */
record TribuoModel<T extends Output<T>>(
    Model<T> model, Outputs<T> outputs, Optional<Preparation> preparation, double tolerance) {
  /** Both reckon in double precision. */
  static final double DOUBLE_PRECISION = 1e-9;

  /** Rows that are compared in one go: XGBoost takes long to begin, and little for each row. */
  private static final int BATCH = 1000;

  /** The first row on which the scorer differs, and how; empty when they agree on all. */
  Optional<String> difference(Scorer scorer, Dataset data, int[] rows) {
    int batches = (rows.length + BATCH - 1) / BATCH;
    IntFunction<Optional<String>> compare =
        batch -> {
          Cores.look();
          int from = batch * BATCH;
          int to = Math.min(from + BATCH, rows.length);
          return batchDifference(scorer, data, Arrays.copyOfRange(rows, from, to));
        };
    // XGBoost uses all cores by itself, and its models are not safe for concurrent use.
    Stream<Optional<String>> differences =
        model instanceof XGBoostModel
            ? IntStream.range(0, batches).mapToObj(compare)
            : Cores.each(batches, compare).stream();
    return differences.flatMap(Optional::stream).findFirst();
  }

  private Optional<String> batchDifference(Scorer scorer, Dataset data, int[] rows) {
    int features = scorer.schema().features().size();
    int outputCount = scorer.schema().outputs();
    TribuoRows<T> tribuoRows = new TribuoRows<>(data, outputs, preparation);
    List<Example<T>> examples = new ArrayList<>(rows.length);
    double[] values = new double[rows.length * features];
    for (int i = 0; i < rows.length; i++) {
      examples.add(tribuoRows.example(rows[i]));
      data.copyRow(rows[i], values, i * features);
    }
    double[] scores = new double[rows.length * outputCount];
    scorer.score(values, rows.length, scores);
    List<Prediction<T>> expected = model.predict(examples);
    for (int i = 0; i < rows.length; i++) {
      double[] given = Arrays.copyOfRange(scores, i * outputCount, (i + 1) * outputCount);
      Optional<String> difference =
          outputs.difference(scorer.schema(), given, expected.get(i), tolerance);
      if (difference.isPresent()) {
        int row = rows[i];
        return difference.map(text -> "row " + row + ": " + text);
      }
    }
    return Optional.empty();
  }
}
