package dev.sundial.prediction;

import dev.sundial.scoring.FeatureSchema;
import dev.sundial.serving.ServedVersion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes rows of input tensors, which hold all features together or one each. */
final class V2Rows {
  private final ServedVersion served;
  private final FeatureSchema schema;

  V2Rows(ServedVersion served) {
    this.served = served;
    this.schema = served.schema();
  }

  /**
   * @param inputs at least one
   * @throws Refusal 422 naming the input, 413 when there are too many rows
   */
  RowBatch of(List<V2Tensor> inputs) throws Refusal {
    V2Tensor first = inputs.getFirst();
    boolean together =
        inputs.size() == 1
            && (first.columns() == features() && (first.shape().length == 2 || features() == 1));
    if (!together && inputs.size() == 1 && served.indexOf(first.name()) < 0) {
      throw Refusal.unprocessable(
          "input \""
              + StrictJson.shortened(first.name())
              + "\" must have the shape [rows, "
              + features()
              + "], has "
              + Arrays.toString(first.shape()));
    }
    int rows = rows(first);
    return together ? RowBatch.of(first.data(), features()) : each(inputs, rows);
  }

  private int features() {
    return schema.features().size();
  }

  private static int rows(V2Tensor tensor) throws Refusal {
    if (tensor.rows() == 0) {
      throw Refusal.unprocessable("the inputs have no row; send at least one");
    }
    if (tensor.rows() > RowReader.MAX_ROWS) {
      throw Refusal.tooLarge("a request may hold at most " + RowReader.MAX_ROWS + " rows");
    }
    return tensor.rows();
  }

  private RowBatch each(List<V2Tensor> inputs, int rows) throws Refusal {
    @Nullable V2Tensor[] columns = new V2Tensor[features()];
    for (V2Tensor input : inputs) {
      String name = "input \"" + StrictJson.shortened(input.name()) + "\"";
      int index = served.indexOf(input.name());
      if (index < 0) {
        throw Refusal.unprocessable(name + " is no feature of the model " + served.model());
      }
      if (columns[index] != null) {
        throw Refusal.unprocessable(name + " is given twice");
      }
      if (input.columns() != 1 || input.rows() != rows) {
        throw Refusal.unprocessable(
            name
                + " must have the shape ["
                + rows
                + "] or ["
                + rows
                + ", 1], has "
                + Arrays.toString(input.shape()));
      }
      columns[index] = input;
    }
    return joined(columns, rows);
  }

  private RowBatch joined(@Nullable V2Tensor[] columns, int rows) throws Refusal {
    double[] values = new double[rows * columns.length];
    List<String> missing = new ArrayList<>();
    for (int index = 0; index < columns.length; index++) {
      V2Tensor column = columns[index];
      if (column == null) {
        missing.add("\"" + StrictJson.shortened(schema.features().get(index)) + "\"");
        continue;
      }
      for (int row = 0; row < rows; row++) {
        values[row * columns.length + index] = column.data()[row];
      }
    }
    if (!missing.isEmpty()) {
      throw Refusal.unprocessable(RowReader.missing(missing));
    }
    return RowBatch.of(values, columns.length);
  }
}
