package dev.sundial.prediction;

import java.math.BigInteger;
import java.util.Optional;

/**
 * The datatypes of the Open Inference Protocol, and which numbers are their values.
 *
 * @see <a
 *     href="https://github.com/kserve/open-inference-protocol/blob/main/specification/protocol/inference_rest.md">Open
 *     Inference Protocol, REST, tensor data types</a>
 */
enum V2Datatype {
  BOOL(1, false),
  UINT8(8, false),
  UINT16(16, false),
  UINT32(32, false),
  UINT64(64, false),
  INT8(8, true),
  INT16(16, true),
  INT32(32, true),
  INT64(64, true),
  FP16(65_520, "65504"),
  FP32(0x1.ffffffp127, "3.4028235e38"),
  FP64(Double.POSITIVE_INFINITY, "1.7976931348623157e308"),
  BYTES(0, false);

  private final BigInteger least;
  private final BigInteger greatest;
  private final double limit;
  private final String range;

  /** Whole numbers. */
  V2Datatype(int bits, boolean signed) {
    this.greatest = BigInteger.TWO.pow(signed ? bits - 1 : bits).subtract(BigInteger.ONE);
    this.least = signed ? greatest.not() : BigInteger.ZERO;
    this.limit = 0;
    this.range = "a whole number from " + least + " to " + greatest;
  }

  /**
   * Numbers with fractions.
   *
   * @param limit the least number that is rounded to infinity
   */
  V2Datatype(double limit, String greatest) {
    this.least = BigInteger.ZERO;
    this.greatest = BigInteger.ZERO;
    this.limit = limit;
    this.range = "a number from -" + greatest + " to " + greatest;
  }

  static Optional<V2Datatype> of(String name) {
    for (V2Datatype type : values()) {
      if (type.name().equals(name)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }

  /** What its values are, in words. */
  String range() {
    return range;
  }

  /**
   * Whether a number is one of its values, or rounds to one; beyond 2⁵³ {@link #holds(BigInteger)}
   * knows better.
   */
  boolean holds(double value) {
    return limit > 0
        ? Math.abs(value) < limit
        : value == Math.rint(value)
            && value >= least.doubleValue()
            && value <= greatest.doubleValue();
  }

  /** The same of a whole number that a {@code double} may not tell from its neighbours. */
  boolean holds(BigInteger whole) {
    return limit > 0 || whole.compareTo(least) >= 0 && whole.compareTo(greatest) <= 0;
  }
}
