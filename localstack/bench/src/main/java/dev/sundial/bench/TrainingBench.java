package dev.sundial.bench;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import dev.sundial.dataset.BadDataException;
import dev.sundial.dataset.Dataset;
import dev.sundial.dataset.DatasetReader;
import dev.sundial.dataset.Partition;
import dev.sundial.dataset.RowBudget;
import dev.sundial.evaluation.ClassificationEvaluation;
import dev.sundial.evaluation.Evaluation;
import dev.sundial.evaluation.RegressionEvaluation;
import dev.sundial.json.JsonWriter;
import dev.sundial.scoring.MalformedArtefactException;
import dev.sundial.scoring.Scorer;
import dev.sundial.scoring.ScorerFormat;
import dev.sundial.spec.ModelSpec;
import dev.sundial.training.fit.CannotFitException;
import dev.sundial.training.fit.FittedModel;
import dev.sundial.training.fit.Fitting;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One training without its surroundings: load, split, fit, compare the scorer with the model,
 * evaluate both parts; the same calls as the training function makes, in the same order.
 *
 * <pre>
 * TrainingBench make FOLDER ROWS      makes the data and prints the file
 * TrainingBench train FILE TRAINER    prints times in seconds, peak memory in MB, accuracy
 * </pre>
 */
public final class TrainingBench {
  private static final long SEED = 42;
  private static final double TEST = 0.2;
  private static final int FEW = 100;
  private static final double NANOS = 1e9;

  private long last = System.nanoTime();

  private TrainingBench() {}

  public static void main(String[] args) throws Exception {
    switch (args[0]) {
      case "make" -> {
        Path file = MadeData.write(Path.of(args[1]), Integer.parseInt(args[2]));
        System.out.println(JsonWriter.write(Map.of("file", file.toString())));
      }
      case "train" -> {
        ModelSpec spec = spec(args[2]);
        loadClasses(spec);
        System.out.println(JsonWriter.write(new TrainingBench().train(Path.of(args[1]), spec)));
      }
      default -> throw new IllegalArgumentException("make or train, was " + args[0]);
    }
  }

  /** A training of a few rows, not timed: what Python's imports are, which are not timed either. */
  private static void loadClasses(ModelSpec spec) throws Exception {
    Path folder = Files.createTempDirectory("sundial-bench");
    Path few = MadeData.write(folder, FEW);
    try {
      Map<String, Object> unused = new TrainingBench().train(few, spec);
    } finally {
      Files.delete(few);
      Files.delete(Path.of(few + ".test"));
      Files.delete(folder);
    }
  }

  static ModelSpec spec(String trainer) {
    return ModelSpec.fromJson(
        "{\"name\":\"bench\",\"task\":\"classification\",\"target\":\"label\",\"trainer\":{\"name\":\"%s\"}}"
            .formatted(trainer));
  }

  private Map<String, Object> train(Path file, ModelSpec spec)
      throws BadDataException, CannotFitException, MalformedArtefactException, IOException {
    Map<String, Object> said = new LinkedHashMap<>();
    Dataset data =
        new DatasetReader(new FileBucket(file, spec.dataPrefix()), "bench", RowBudget.ofHeap())
            .read(spec)
            .dataset();
    said.put("load", seconds());
    Partition parts = Partition.of(data.target(), TEST, SEED);
    FittedModel model =
        Fitting.of(spec.trainer().kind()).fit(data, parts.training(), spec.trainer(), SEED);
    said.put("train", seconds());
    Scorer scorer = ScorerFormat.read(ScorerFormat.write(model.scorer()));
    Optional<String> difference = model.difference(scorer, data, parts.test());
    if (difference.isPresent()) {
      throw new IllegalStateException(difference.get());
    }
    Evaluation unused = Evaluation.of(scorer, data, parts.training());
    Evaluation test = Evaluation.of(scorer, data, parts.test());
    said.put("evaluate", seconds());
    said.put("peakMegabytes", peakMegabytes());
    said.put("accuracy", accuracy(test));
    writeRows(parts.test(), Path.of(file + ".test"));
    return said;
  }

  /** Which rows were tested on, as int32 in little-endian order, for others to test on them too. */
  private static void writeRows(int[] rows, Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(rows.length * Integer.BYTES).order(LITTLE_ENDIAN);
    bytes.asIntBuffer().put(rows);
    Files.write(file, bytes.array());
  }

  private static double accuracy(Evaluation evaluation) {
    return switch (evaluation) {
      case ClassificationEvaluation labels -> labels.accuracy();
      case RegressionEvaluation numbers ->
          throw new IllegalArgumentException("the bench is a classification");
    };
  }

  /** Since the last time it was asked. */
  private double seconds() {
    long now = System.nanoTime();
    double seconds = (now - last) / NANOS;
    last = now;
    return seconds;
  }

  /** What the kernel says was resident at most, the whole process. */
  private static double peakMegabytes() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("VmHWM:")) {
        return Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024;
      }
    }
    throw new IllegalStateException("/proc/self/status has no VmHWM");
  }
}
