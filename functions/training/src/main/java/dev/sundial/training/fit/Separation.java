package dev.sundial.training.fit;

import dev.sundial.dataset.Dataset;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * Makes values that cannot be told apart equal. CART splits halfway between neighbours; between two
 * doubles with no third between them, such as 0.3 and 0.1 + 0.2, half is one of the two, and
 * Tribuo's counts then contradict its rows. The greater of such a pair becomes the smaller.
 */
final class Separation {

  private Separation() {}

  /** The data as it is, but for columns with such neighbours among the rows, which are copied. */
  static Dataset of(Dataset data, int[] rows) {
    double[][] columns = new double[data.features().size()][];
    for (int feature = 0; feature < columns.length; feature++) {
      columns[feature] = separated(data.column(feature), rows);
    }
    return new Dataset(data.features(), columns, data.targetName(), data.target());
  }

  private static double[] separated(double[] column, int[] rows) {
    double[] sorted = Arrays.stream(rows).mapToDouble(row -> column[row]).sorted().toArray();
    double[] kept = new double[sorted.length];
    int count = 0;
    boolean merged = false;
    for (double value : sorted) {
      if (count == 0 || isBetween(kept[count - 1], value)) {
        kept[count++] = value;
      } else {
        merged |= value != kept[count - 1];
      }
    }
    return merged ? mapped(column, nearestBelow(Arrays.copyOf(kept, count))) : column;
  }

  private static boolean isBetween(double a, double b) {
    double half = (a + b) / 2;
    return a < half && half < b;
  }

  /** The greatest kept value that is not above; values below all of them stay. */
  private static DoubleUnaryOperator nearestBelow(double[] kept) {
    return value -> {
      int found = Arrays.binarySearch(kept, value);
      int below = found >= 0 ? found : -found - 2;
      return below < 0 || isBetween(kept[below], value) ? value : kept[below];
    };
  }

  private static double[] mapped(double[] column, DoubleUnaryOperator map) {
    return Arrays.stream(column).map(map).toArray();
  }
}
