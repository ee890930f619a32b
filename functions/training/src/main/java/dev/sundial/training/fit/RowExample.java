package dev.sundial.training.fit;

import org.tribuo.Output;
import org.tribuo.impl.ArrayExample;

/**
 * A row as Tribuo's example, that shares its features' names with every other row instead of
 * copying and sorting them. Trainers only read it.
 *
 * @param <T> Tribuo's output
 */
final class RowExample<T extends Output<T>> extends ArrayExample<T> {
  private static final long serialVersionUID = 1L;

  /**
   * @param sortedNames distinct, ascending; shared
   * @param values in the order of the names; kept
   */
  RowExample(T output, String[] sortedNames, double[] values) {
    super(output, 1f, 0);
    featureNames = sortedNames;
    featureValues = values;
    size = values.length;
  }
}
