package dev.sundial.dataset;

import java.util.ArrayList;
import java.util.List;

/** A growing column of numbers, in blocks, so that growing copies nothing. */
final class DoubleColumn {
  private static final int FIRST = 64;
  private static final int LARGEST = 1 << 16;

  private final List<double[]> full = new ArrayList<>();
  private double[] block = new double[FIRST];
  private int inBlock;
  private int size;

  void add(double value) {
    if (inBlock == block.length) {
      full.add(block);
      block = new double[Math.min(block.length * 2, LARGEST)];
      inBlock = 0;
    }
    block[inBlock++] = value;
    size++;
  }

  /** Everything added, exactly as long; the column is done with. */
  double[] values() {
    double[] values = new double[size];
    int at = 0;
    for (double[] filled : full) {
      System.arraycopy(filled, 0, values, at, filled.length);
      at += filled.length;
    }
    System.arraycopy(block, 0, values, at, inBlock);
    full.clear();
    block = new double[0];
    return values;
  }
}
