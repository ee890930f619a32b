package dev.sundial.bench;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One measured number.
 *
 * @param what was measured, such as {@code first answer}
 * @param by whom; ours is {@value #OURS}
 * @param value in the unit
 * @param unit such as {@code ms}; after a number that is better the larger it is, {@code /s}
 */
record Figure(String what, String by, double value, String unit) {
  static final String OURS = "sundial";

  Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("what", what);
    json.put("by", by);
    json.put("value", value);
    json.put("unit", unit);
    return json;
  }
}
