package dev.sundial.dataset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The target while rows come in. */
sealed interface TargetColumn {

  /** Where a row began. */
  record Place(String key, long line) {}

  /** Everything read so far. */
  Target target();

  /** Numbers to predict. */
  final class Numbers implements TargetColumn {
    final DoubleColumn values = new DoubleColumn();

    @Override
    public Target target() {
      return new Target.Numbers(values.values());
    }
  }

  /** Labels to tell apart: kept once, rows keep their number. */
  final class Labels implements TargetColumn {
    private final Map<String, Integer> ids = new HashMap<>();
    private final List<String> names = new ArrayList<>();
    private final List<Place> firsts = new ArrayList<>();
    private int[] rows = new int[64];
    private int size;

    /** The number of a label, a new one when it is new; kept for a row by {@link #add}. */
    int id(String label, String key, long line) {
      Integer known = ids.get(label);
      if (known != null) {
        return known;
      }
      ids.put(label, names.size());
      names.add(label);
      firsts.add(new Place(key, line));
      return names.size() - 1;
    }

    int distinct() {
      return names.size();
    }

    void add(int id) {
      if (size == rows.length) {
        rows = Arrays.copyOf(rows, size * 2);
      }
      rows[size++] = id;
    }

    /** Where a label was met first. */
    Place first(String label) {
      Integer id = ids.get(label);
      if (id == null) {
        throw new IllegalArgumentException("label is unknown: " + label);
      }
      return firsts.get(id);
    }

    /** Labels in text order, whatever order the rows came in. */
    @Override
    public Target.Labels target() {
      List<String> sorted = names.stream().sorted().toList();
      int[] rank = new int[sorted.size()];
      for (int i = 0; i < rank.length; i++) {
        rank[ids.getOrDefault(sorted.get(i), 0)] = i;
      }
      int[] ranked = new int[size];
      for (int row = 0; row < size; row++) {
        ranked[row] = rank[rows[row]];
      }
      return new Target.Labels(sorted, ranked);
    }
  }
}
