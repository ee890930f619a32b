package dev.sundial.prediction;

/**
 * An input tensor of numbers.
 *
 * @param name as it was sent
 * @param shape one to two dimensions
 * @param data row-major, as many as the shape says
 */
record V2Tensor(String name, int[] shape, double[] data) {

  int rows() {
    return shape[0];
  }

  /** How many values a row has. */
  int columns() {
    return shape.length == 1 ? 1 : shape[1];
  }
}
