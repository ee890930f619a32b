package dev.sundial.evaluation;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How well one label is told from the others. A measure whose denominator is 0 is 0, as in
 * scikit-learn.
 *
 * @param label the label
 * @param precision fraction in [0, 1]: of the rows given this label, those that have it
 * @param recall fraction in [0, 1]: of the rows that have this label, those given it
 * @param f1 harmonic mean of both, in [0, 1]
 * @param rows how many rows have this label
 */
public record ClassMeasures(String label, double precision, double recall, double f1, int rows) {

  static ClassMeasures of(String label, int right, int given, int rows) {
    double precision = given == 0 ? 0 : (double) right / given;
    double recall = rows == 0 ? 0 : (double) right / rows;
    double f1 = given + rows == 0 ? 0 : 2.0 * right / (given + rows);
    return new ClassMeasures(label, precision, recall, f1, rows);
  }

  Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("label", label);
    json.put("precision", precision);
    json.put("recall", recall);
    json.put("f1", f1);
    json.put("rows", rows);
    return json;
  }
}
