package dev.sundial.bench;

import dev.sundial.dataset.Dataset;
import dev.sundial.dataset.DatasetReader;
import dev.sundial.dataset.Partition;
import dev.sundial.dataset.RowBudget;
import dev.sundial.scoring.Scorer;
import dev.sundial.scoring.ScorerFormat;
import dev.sundial.spec.ModelSpec;
import dev.sundial.training.fit.Fitting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Scores for a batch of rows: one trainer of each scorer family, with its default settings, trained
 * on 10,000 rows of {@link MadeData}; written and read as artefacts are.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ScoringBenchmark {
  static final int BATCH = 1000;
  private static final double TEST = 0.2;
  private static final long SEED = 42;

  /** Rows trained on; a parameter so that a test can take few. */
  @Param("10000")
  public int rows;

  @Param({"logistic-regression", "cart", "random-forest", "gradient-boosting"})
  public String trainer = "";

  private Scorer scorer = scorerOfNothing();
  private double[] batch = new double[0];
  private double[] scores = new double[0];

  private static Scorer scorerOfNothing() {
    try {
      return ScorerFormat.read(ServedIris.scorer());
    } catch (dev.sundial.scoring.MalformedArtefactException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Trains, and makes rows: what a feature is worth does not matter, only that it differs. */
  @Setup
  public void train() throws Exception {
    Dataset data = data(rows);
    ModelSpec spec = TrainingBench.spec(trainer);
    Partition parts = Partition.of(data.target(), TEST, SEED);
    byte[] artefact =
        ScorerFormat.write(
            Fitting.of(spec.trainer().kind())
                .fit(data, parts.training(), spec.trainer(), SEED)
                .scorer());
    scorer = ScorerFormat.read(artefact);
    SplittableRandom random = new SplittableRandom(SEED);
    batch = random.doubles((long) BATCH * data.features().size(), -3, 3).toArray();
    scores = new double[BATCH * scorer.schema().outputs()];
  }

  private static Dataset data(int rows) throws Exception {
    Path folder = Files.createTempDirectory("sundial-bench");
    Path file = MadeData.write(folder, rows);
    try {
      ModelSpec spec = TrainingBench.spec("cart");
      return new DatasetReader(new FileBucket(file, spec.dataPrefix()), "bench", RowBudget.ofHeap())
          .read(spec)
          .dataset();
    } finally {
      delete(file, folder);
    }
  }

  private static void delete(Path file, Path folder) throws IOException {
    Files.delete(file);
    Files.delete(folder);
  }

  @Benchmark
  @OperationsPerInvocation(BATCH)
  public double[] score() {
    scorer.score(batch, BATCH, scores);
    return scores;
  }
}
