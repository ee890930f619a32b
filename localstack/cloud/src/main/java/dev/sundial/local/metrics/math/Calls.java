package dev.sundial.local.metrics.math;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;

/** The functions of metric math. */
final class Calls {
  private final Evaluator evaluator;
  private final Inputs inputs;
  private final Grid grid;

  Calls(Evaluator evaluator, Inputs inputs, Grid grid) {
    this.evaluator = evaluator;
    this.inputs = inputs;
    this.grid = grid;
  }

  Value call(Expression.Call call) {
    List<Value> arguments = call.arguments().stream().map(evaluator::evaluate).toList();
    Function function = call.function();
    return switch (function) {
      case METRICS ->
          new Value.Many(
              inputs.metrics(arguments.isEmpty() ? "" : text(function, arguments.getFirst())));
      case IF -> choice(arguments);
      case FILL -> filled(arguments.get(0), arguments.get(1));
      case SLICE -> slice(arguments);
      case SORT -> sorted(arguments);
      case TIME_SERIES -> new Value.One(evaluator.constant(scalar(function, arguments.getFirst())));
      case AVG -> aggregate(Aggregate.AVG, arguments.getFirst());
      case MAX -> aggregate(Aggregate.MAX, arguments.getFirst());
      case MIN -> aggregate(Aggregate.MIN, arguments.getFirst());
      case SUM -> aggregate(Aggregate.SUM, arguments.getFirst());
      case STDDEV -> aggregate(Aggregate.STDDEV, arguments.getFirst());
      case DATAPOINT_COUNT -> aggregate(Aggregate.DATAPOINT_COUNT, arguments.getFirst());
      case METRIC_COUNT -> new Value.Scalar(many(function, arguments.getFirst()).size());
      case FIRST -> edge(many(function, arguments.getFirst()), 0);
      case LAST -> edge(many(function, arguments.getFirst()), -1);
      case REMOVE_EMPTY ->
          new Value.Many(
              many(function, arguments.getFirst()).stream().filter(s -> !s.isEmpty()).toList());
      case PERIOD -> new Value.Scalar(one(function, arguments.getFirst()).period());
      case ABS -> numbers(function, arguments, Math::abs);
      case CEIL -> numbers(function, arguments, Math::ceil);
      case FLOOR -> numbers(function, arguments, Math::floor);
      case LOG -> numbers(function, arguments, Math::log);
      case LOG10 -> numbers(function, arguments, Math::log10);
      case DIFF -> each(function, arguments, s -> s.steps((a, b, seconds) -> b - a));
      case DIFF_TIME -> each(function, arguments, s -> s.steps((a, b, seconds) -> seconds));
      case RATE -> each(function, arguments, s -> s.steps((a, b, seconds) -> (b - a) / seconds));
      case RUNNING_SUM -> each(function, arguments, Calls::runningSum);
      case EPOCH -> each(function, arguments, s -> s.times(second -> second));
      case MINUTE -> times(function, arguments, ZonedDateTime::getMinute);
      case HOUR -> times(function, arguments, ZonedDateTime::getHour);
      case DAY -> times(function, arguments, time -> time.getDayOfWeek().getValue());
      case DATE -> times(function, arguments, ZonedDateTime::getDayOfMonth);
      case MONTH -> times(function, arguments, ZonedDateTime::getMonthValue);
      case YEAR -> times(function, arguments, ZonedDateTime::getYear);
    };
  }

  private static Value numbers(
      Function function, List<Value> arguments, java.util.function.DoubleUnaryOperator change) {
    return arguments.getFirst() instanceof Value.Scalar scalar
        ? new Value.Scalar(change.applyAsDouble(scalar.value()))
        : each(function, arguments, series -> series.map(change));
  }

  private static Value each(
      Function function, List<Value> arguments, UnaryOperator<TimeSeries> change) {
    return Evaluator.each(arguments.getFirst(), "the function " + function, change);
  }

  private static Value times(
      Function function, List<Value> arguments, ToIntFunction<ZonedDateTime> part) {
    return each(
        function,
        arguments,
        series ->
            series.times(
                second -> part.applyAsInt(Instant.ofEpochSecond(second).atZone(ZoneOffset.UTC))));
  }

  private static TimeSeries runningSum(TimeSeries series) {
    double[] sums = series.values().clone();
    for (int i = 1; i < sums.length; i++) {
      sums[i] += sums[i - 1];
    }
    return TimeSeries.of(series.label(), series.period(), series.at(), sums);
  }

  /** Of one series a number, of many a series: of each period what has a value there. */
  private static Value aggregate(Aggregate aggregate, Value value) {
    return switch (value) {
      case Value.One one ->
          new Value.Scalar(
              one.series().isEmpty() ? aggregate.ofNone() : aggregate.of(one.series().values()));
      case Value.Many many -> new Value.One(across(aggregate, many.series()));
      case Value.Scalar scalar -> throw Evaluator.wrongType("the function " + aggregate, value);
      case Value.Text text -> throw Evaluator.wrongType("the function " + aggregate, value);
    };
  }

  /**
   * Of each period that any has a value in. A missing value counts as 0 in the average, as AWS
   * says; the sum is the same either way.
   */
  private static TimeSeries across(Aggregate aggregate, List<TimeSeries> all) {
    long[] times =
        all.stream().flatMapToLong(s -> LongStream.of(s.at())).sorted().distinct().toArray();
    int period = all.stream().mapToInt(TimeSeries::period).max().orElse(1);
    int[] next = new int[all.size()];
    double[] here = new double[all.size()];
    double[] values = new double[times.length];
    for (int i = 0; i < times.length; i++) {
      int present = 0;
      for (int j = 0; j < next.length; j++) {
        TimeSeries series = all.get(j);
        if (next[j] < series.size() && series.at()[next[j]] == times[i]) {
          here[present++] = series.values()[next[j]++];
        }
      }
      int counted = aggregate == Aggregate.AVG ? here.length : present;
      Arrays.fill(here, present, here.length, 0);
      values[i] = aggregate.of(Arrays.copyOf(here, counted));
    }
    return TimeSeries.of("", period, times, values);
  }

  private Value filled(Value what, Value with) {
    return Evaluator.each(what, "the function FILL", series -> filled(series, with));
  }

  private TimeSeries filled(TimeSeries series, Value with) {
    return switch (with) {
      case Value.Scalar scalar -> Filling.with(series, grid, scalar.value());
      case Value.One one -> Filling.with(series, one.series());
      case Value.Many many -> throw Evaluator.wrongType("the function FILL", with);
      case Value.Text text ->
          switch (text.text()) {
            case "REPEAT" -> Filling.repeated(series, grid);
            case "LINEAR" -> Filling.linear(series, grid);
            default -> throw new MathException("FILL does not know '" + text.text() + "'");
          };
    };
  }

  /**
   * A condition that is a number chooses once, one that is a series in every period it has.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html#using-IF-expressions">Using
   *     IF expressions</a>
   */
  private Value choice(List<Value> arguments) {
    Value yes = arguments.get(1);
    Value no = arguments.size() > 2 ? arguments.get(2) : new Value.Scalar(Double.NaN);
    return switch (arguments.getFirst()) {
      case Value.Scalar scalar -> choice(scalar.value() != 0, yes, no);
      case Value.One one -> choice(one.series(), yes, no);
      case Value.Many many -> throw Evaluator.wrongType("the function IF", many);
      case Value.Text text -> throw Evaluator.wrongType("the function IF", text);
    };
  }

  /** Beside a series a number is one too. */
  private Value choice(boolean holds, Value yes, Value no) {
    Value chosen = holds ? yes : no;
    Value other = holds ? no : yes;
    return chosen instanceof Value.Scalar scalar && !(other instanceof Value.Scalar)
        ? new Value.One(evaluator.constant(scalar.value()))
        : chosen;
  }

  private Value choice(TimeSeries condition, Value yes, Value no) {
    if (yes instanceof Value.Many many) {
      return new Value.Many(
          many.series().stream()
              .map(s -> chosen(condition, new Value.One(s), no).called(s.label()))
              .toList());
    }
    return new Value.One(chosen(condition, yes, no));
  }

  /**
   * Where the condition holds and {@code yes} has no value it is 0. Where the condition itself has
   * none, a {@code no} that is a number stands in each period that {@code yes} has.
   */
  private static TimeSeries chosen(TimeSeries condition, Value yes, Value no) {
    Map<Long, Double> conditions = condition.byTime();
    Map<Long, Double> then = side(condition, yes);
    Map<Long, Double> otherwise = side(condition, no);
    Map<Long, Double> values = new TreeMap<>();
    conditions.forEach(
        (time, holds) -> {
          Double value = holds != 0 ? then.getOrDefault(time, 0.0) : otherwise.get(time);
          if (value != null) {
            values.put(time, value);
          }
        });
    if (no instanceof Value.Scalar number && yes instanceof Value.One) {
      then.keySet().stream()
          .filter(time -> !conditions.containsKey(time))
          .forEach(time -> values.put(time, number.value()));
    }
    return TimeSeries.of(condition.label(), condition.period(), values);
  }

  private static Map<Long, Double> side(TimeSeries condition, Value value) {
    return switch (value) {
      case Value.Scalar scalar -> condition.times(second -> scalar.value()).byTime();
      case Value.One one -> one.series().byTime();
      case Value.Many many -> throw Evaluator.wrongType("the function IF", many);
      case Value.Text text -> throw Evaluator.wrongType("the function IF", text);
    };
  }

  private static Value slice(List<Value> arguments) {
    List<TimeSeries> all = many(Function.SLICE, arguments.getFirst());
    int from = place(arguments.get(1), all.size());
    int to = arguments.size() > 2 ? place(arguments.get(2), all.size()) : all.size();
    return new Value.Many(from < to ? all.subList(from, to) : List.of());
  }

  private static int place(Value value, int size) {
    return (int) Math.clamp(scalar(Function.SLICE, value), 0, size);
  }

  private static Value sorted(List<Value> arguments) {
    List<TimeSeries> all = many(Function.SORT, arguments.getFirst());
    Aggregate by =
        switch (text(Function.SORT, arguments.get(1))) {
          case "AVG" -> Aggregate.AVG;
          case "MAX" -> Aggregate.MAX;
          case "MIN" -> Aggregate.MIN;
          case "SUM" -> Aggregate.SUM;
          default -> throw new MathException("SORT sorts by AVG, MAX, MIN or SUM");
        };
    String order = text(Function.SORT, arguments.get(2));
    if (!order.equals("ASC") && !order.equals("DESC")) {
      throw new MathException("SORT sorts ASC or DESC");
    }
    Comparator<TimeSeries> ascending =
        Comparator.comparingDouble(
            series -> series.isEmpty() ? by.ofNone() : by.of(series.values()));
    List<TimeSeries> sorted =
        all.stream()
            .sorted(
                Comparator.comparing(TimeSeries::isEmpty)
                    .thenComparing(order.equals("ASC") ? ascending : ascending.reversed()))
            .toList();
    int most = arguments.size() > 3 ? place(arguments.get(3), sorted.size()) : sorted.size();
    return new Value.Many(sorted.subList(0, most));
  }

  private Value edge(List<TimeSeries> all, int place) {
    if (all.isEmpty()) {
      return new Value.One(TimeSeries.of("", grid.period(), Map.of()));
    }
    return new Value.One(place < 0 ? all.getLast() : all.getFirst());
  }

  private static List<TimeSeries> many(Function function, Value value) {
    return switch (value) {
      case Value.Many many -> many.series();
      case Value.One one -> List.of(one.series());
      case Value.Scalar scalar -> throw Evaluator.wrongType("the function " + function, value);
      case Value.Text text -> throw Evaluator.wrongType("the function " + function, value);
    };
  }

  private static TimeSeries one(Function function, Value value) {
    if (value instanceof Value.One one) {
      return one.series();
    }
    throw Evaluator.wrongType("the function " + function, value);
  }

  private static double scalar(Function function, Value value) {
    if (value instanceof Value.Scalar scalar) {
      return scalar.value();
    }
    throw Evaluator.wrongType("the function " + function, value);
  }

  private static String text(Function function, Value value) {
    if (value instanceof Value.Text text) {
      return text.text();
    }
    throw Evaluator.wrongType("the function " + function, value);
  }
}
