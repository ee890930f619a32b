package dev.sundial.training;

import dev.sundial.dataset.BadDataException;
import dev.sundial.dataset.Dataset;
import dev.sundial.dataset.DatasetReader;
import dev.sundial.dataset.LoadedData;
import dev.sundial.dataset.Partition;
import dev.sundial.evaluation.Evaluation;
import dev.sundial.lifecycle.FailureReason;
import dev.sundial.registry.ArtefactStore;
import dev.sundial.registry.Lease;
import dev.sundial.registry.TrainingRun;
import dev.sundial.scoring.MalformedArtefactException;
import dev.sundial.scoring.Scorer;
import dev.sundial.scoring.ScorerFormat;
import dev.sundial.spec.ModelSpec;
import dev.sundial.training.fit.CannotFitException;
import dev.sundial.training.fit.FittedModel;
import dev.sundial.training.fit.Fitting;
import java.util.Optional;

/** The work of one attempt at a run, from the data to artefacts that can be registered. */
final class Attempt {
  private final DatasetReader reader;
  private final ArtefactStore store;
  private final TrainingRun run;
  private final Lease lease;
  private final ModelSpec spec;
  private final StepTimes times;

  Attempt(
      DatasetReader reader,
      ArtefactStore store,
      TrainingRun run,
      Lease lease,
      ModelSpec spec,
      StepTimes times) {
    this.reader = reader;
    this.store = store;
    this.run = run;
    this.lease = lease;
    this.spec = spec;
    this.times = times;
  }

  /** Loads, checks, splits, trains, compares, evaluates and writes. */
  TrainedVersion train() throws RunRejectedException {
    LoadedData loaded = load();
    Dataset data = loaded.dataset();
    Partition parts = Partition.of(data.target(), spec.split().test(), spec.split().seed());
    FittedModel model = fit(data, parts);
    byte[] scorer = ScorerFormat.write(model.scorer());
    agree(model, scorer, data, parts);
    Evaluation training = Evaluation.of(model.scorer(), data, parts.training());
    Evaluation test = Evaluation.of(model.scorer(), data, parts.test());
    times.ended("evaluate");
    Artefacts artefacts = new Artefacts(store, run, lease, spec, times);
    TrainedVersion version =
        new TrainedVersion(
            artefacts.write(model, scorer, loaded.provenance(), training, test),
            data,
            parts,
            training,
            test);
    times.ended("write");
    return version;
  }

  private LoadedData load() throws RunRejectedException {
    try {
      return reader.read(spec);
    } catch (BadDataException e) {
      throw new RunRejectedException(FailureReason.BAD_DATA, String.valueOf(e.getMessage()));
    } finally {
      times.ended("load");
    }
  }

  private FittedModel fit(Dataset data, Partition parts) throws RunRejectedException {
    try {
      return Fitting.of(spec.trainer().kind())
          .fit(data, parts.training(), spec.trainer(), spec.split().seed());
    } catch (CannotFitException e) {
      throw new RunRejectedException(FailureReason.CANNOT_TRAIN, String.valueOf(e.getMessage()));
    } finally {
      times.ended("fit");
    }
  }

  /** What prediction will read must say what the model says, on every row of the test part. */
  private void agree(FittedModel model, byte[] scorer, Dataset data, Partition parts)
      throws RunRejectedException {
    if (scorer.length > ScorerFormat.MAX_BYTES) {
      throw new RunRejectedException(
          FailureReason.CANNOT_TRAIN,
          "the scorer would take "
              + scorer.length
              + " bytes, and prediction serves at most "
              + ScorerFormat.MAX_BYTES
              + "; take fewer or shallower trees");
    }
    try {
      Scorer read = ScorerFormat.read(scorer);
      Optional<String> difference = model.difference(read, data, parts.test());
      if (difference.isPresent()) {
        throw new RunRejectedException(FailureReason.SCORER_DISAGREES, difference.get());
      }
    } catch (MalformedArtefactException e) {
      throw new RunRejectedException(
          FailureReason.SCORER_DISAGREES, String.valueOf(e.getMessage()));
    } finally {
      times.ended("compare");
    }
  }
}
