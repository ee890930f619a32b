package dev.sundial.prediction;

import java.util.Optional;

/**
 * The datatypes of the Open Inference Protocol.
 *
 * @see <a
 *     href="https://github.com/kserve/open-inference-protocol/blob/main/specification/protocol/inference_rest.md">Open
 *     Inference Protocol, REST, tensor data types</a>
 */
enum V2Datatype {
  BOOL(0, 1),
  UINT8(0, 255),
  UINT16(0, 65_535),
  UINT32(0, 4_294_967_295.0),
  UINT64(0, 0x1p64 - 2048),
  INT8(-128, 127),
  INT16(-32_768, 32_767),
  INT32(-2_147_483_648.0, 2_147_483_647.0),
  INT64(-0x1p63, 0x1p63 - 1024),
  FP16(-65_504, 65_504),
  FP32(-Float.MAX_VALUE, Float.MAX_VALUE),
  FP64(-Double.MAX_VALUE, Double.MAX_VALUE),
  BYTES(0, 0);

  private final double least;
  private final double greatest;

  V2Datatype(double least, double greatest) {
    this.least = least;
    this.greatest = greatest;
  }

  static Optional<V2Datatype> of(String name) {
    for (V2Datatype type : values()) {
      if (type.name().equals(name)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }

  /** Whether its values are numbers that may have a fraction. */
  boolean isFraction() {
    return this == FP16 || this == FP32 || this == FP64;
  }

  /** Whether a number is one of its values; a whole one, unless it has fractions. */
  boolean holds(double value) {
    return value >= least && value <= greatest && (isFraction() || value == Math.rint(value));
  }
}
