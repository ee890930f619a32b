package dev.sundial.scoring;

/** Margins to probabilities: {@code exp(m) / Σ exp(m)}. */
final class Softmax {

  private Softmax() {}

  /** Changes a row of margins in place, shifted by the greatest so that nothing overflows. */
  static void apply(double[] out, int at, int outputs) {
    double greatest = out[at + Scorer.best(out, at, outputs)];
    double sum = 0;
    for (int output = at; output < at + outputs; output++) {
      out[output] = Math.exp(out[output] - greatest);
      sum += out[output];
    }
    for (int output = at; output < at + outputs; output++) {
      out[output] /= sum;
    }
  }
}
