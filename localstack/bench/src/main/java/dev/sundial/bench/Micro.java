package dev.sundial.bench;

import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.openjdk.jmh.util.Statistics;

/** Runs the micro-benchmarks, each in forks of its own. */
final class Micro {
  private static final double MEDIAN = 50;
  private static final double LATE = 99;

  private Micro() {}

  /**
   * @param seconds of each of the iterations, of which there are five, and as many before
   */
  static List<Figure> handler(int seconds) throws RunnerException {
    Statistics all = run(options(HandlerBenchmark.class, seconds, 2)).getFirst().statistics();
    return List.of(
        new Figure("event to response, median", Figure.OURS, all.getPercentile(MEDIAN), "µs"),
        new Figure("event to response, p99", Figure.OURS, all.getPercentile(LATE), "µs"));
  }

  /** The median of the iterations' averages. */
  static List<Figure> scoring(int seconds) throws RunnerException {
    List<Figure> figures = new ArrayList<>();
    for (Measured measured : run(options(ScoringBenchmark.class, seconds, 1))) {
      figures.add(
          new Figure(
              "a row in a batch of 1,000, " + measured.trainer(),
              Figure.OURS,
              measured.statistics().getPercentile(MEDIAN),
              "µs"));
    }
    return figures;
  }

  private record Measured(String trainer, Statistics statistics) {}

  private static List<Measured> run(ChainedOptionsBuilder options) throws RunnerException {
    List<Measured> all = new ArrayList<>();
    for (RunResult result : new Runner(options.build()).run()) {
      String trainer = result.getParams().getParam("trainer");
      all.add(
          new Measured(trainer == null ? "" : trainer, result.getPrimaryResult().getStatistics()));
    }
    return all;
  }

  private static ChainedOptionsBuilder options(Class<?> benchmark, int seconds, int forks) {
    return new OptionsBuilder()
        .include("^" + benchmark.getName() + "\\.")
        .forks(forks)
        .warmupIterations(5)
        .warmupTime(TimeValue.seconds(seconds))
        .measurementIterations(5)
        .measurementTime(TimeValue.seconds(seconds))
        .shouldFailOnError(true)
        .jvmArgsPrepend(
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow")
        .verbosity(VerboseMode.SILENT);
  }
}
