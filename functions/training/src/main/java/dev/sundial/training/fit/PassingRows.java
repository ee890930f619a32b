package dev.sundial.training.fit;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.tribuo.Example;
import org.tribuo.MutableDataset;
import org.tribuo.Output;
import org.tribuo.RealInfo;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/**
 * A dataset of Tribuo's over rows that stay where they are: an example lives as long as somebody
 * looks at it. What Tribuo counts while it adds examples is counted here by column.
 *
 * @param <T> Tribuo's output
 */
final class PassingRows<T extends Output<T>> extends MutableDataset<T> {
  private static final long serialVersionUID = 1L;
  private static final int LOOK_EVERY = 4096;

  private final transient TribuoRows<T> source;
  private final int[] rows;

  PassingRows(TribuoRows<T> source, int[] rows) {
    super(
        new SimpleDataSourceProvenance("sundial", source.outputs().factory()),
        source.outputs().factory());
    this.source = source;
    this.rows = rows;
    List<String> names = source.names();
    for (int place = 0; place < names.size(); place++) {
      featureMap.put(described(place, names.get(place)));
    }
    for (int row : rows) {
      outputMap.observe(source.outputs().of(row));
    }
  }

  private RealInfo described(int place, String name) {
    double least = Double.POSITIVE_INFINITY;
    double greatest = Double.NEGATIVE_INFINITY;
    double sum = 0;
    for (int row : rows) {
      double value = source.value(place, row);
      least = Math.min(least, value);
      greatest = Math.max(greatest, value);
      sum += value;
    }
    // Rounding must not take the mean out of the range.
    double mean = Math.clamp(sum / rows.length, least, greatest);
    double squares = 0;
    for (int row : rows) {
      double deviation = source.value(place, row) - mean;
      squares += deviation * deviation;
    }
    return new RealInfo(name, rows.length, greatest, least, mean, squares);
  }

  @Override
  public int size() {
    return rows.length;
  }

  @Override
  public Example<T> getExample(int index) {
    return source.example(rows[index]);
  }

  /** Every example, in new memory. */
  @Override
  public List<Example<T>> getData() {
    return Arrays.stream(rows).<Example<T>>mapToObj(source::example).toList();
  }

  /**
   * @throws CancellationException from the iterator, when its thread is interrupted
   */
  @Override
  public Iterator<Example<T>> iterator() {
    return new Iterator<>() {
      private int next;

      @Override
      public boolean hasNext() {
        return next < rows.length;
      }

      @Override
      public Example<T> next() {
        if (next % LOOK_EVERY == 0) {
          Cores.look();
        }
        return source.example(rows[next++]);
      }
    };
  }

  @Override
  public void add(Example<T> example) {
    throw new UnsupportedOperationException("the rows are what they are");
  }
}
