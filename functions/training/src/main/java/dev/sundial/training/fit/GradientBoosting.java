package dev.sundial.training.fit;

import dev.sundial.dataset.Dataset;
import dev.sundial.dataset.Target;
import dev.sundial.scoring.BoostedScorer;
import dev.sundial.spec.TrainerSpec;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.Output;
import org.tribuo.Trainer;
import org.tribuo.classification.Label;
import org.tribuo.classification.xgboost.XGBoostClassificationConverter;
import org.tribuo.classification.xgboost.XGBoostClassificationTrainer;
import org.tribuo.common.xgboost.XGBoostOutputConverter;
import org.tribuo.regression.xgboost.XGBoostRegressionConverter;
import org.tribuo.regression.xgboost.XGBoostRegressionTrainer;

/**
 * Gradient boosting by XGBoost (T. Chen, C. Guestrin, "XGBoost: A Scalable Tree Boosting System",
 * 2016) on histograms and all cores. The model is Tribuo's {@link
 * org.tribuo.common.xgboost.XGBoostModel}; Tribuo's trainer would box every number of the data and
 * could not be given up.
 */
final class GradientBoosting implements Fitting {
  /** Both reckon in single precision. */
  static final double SINGLE_PRECISION = 1e-6;

  private static final int[] ONE_OUTPUT = {0};

  @Override
  public FittedModel fit(Dataset data, int[] rows, TrainerSpec asked, long seed)
      throws CannotFitException {
    checkPlatform(System.getProperty("os.name"), System.getProperty("os.arch"));
    TrainerSpec spec = BoostingPlan.of(asked, data.target(), rows.length);
    return switch (data.target()) {
      case Target.Labels labels -> labels(data, rows, spec, seed);
      case Target.Numbers numbers -> numbers(data, rows, spec, seed);
    };
  }

  /** XGBoost4j has its native part for Linux on x86-64 alone, as far as functions are concerned. */
  static void checkPlatform(String system, String architecture) throws CannotFitException {
    if (!system.toLowerCase(Locale.ROOT).equals("linux")
        || !List.of("amd64", "x86_64").contains(architecture)) {
      throw new CannotFitException(
          "gradient-boosting needs Linux on x86_64, this is " + system + " on " + architecture);
    }
  }

  private static FittedModel labels(Dataset data, int[] rows, TrainerSpec spec, long seed)
      throws CannotFitException {
    LabelOutputs outputs = Outputs.labels(data);
    TribuoDomain<Label> domain = TribuoDomain.of(data, outputs, rows);
    ImmutableOutputInfo<Label> labels = domain.getOutputIDInfo();
    int[] ids =
        data.schema().labels().stream().mapToInt(name -> labels.getID(new Label(name))).toArray();
    Boosting boosting = new Boosting(spec, seed, "multi:softprob").with("num_class", ids.length);
    return new Fit<>(data, rows, spec, domain, outputs, boosting)
        .fitted(
            row -> labels.getID(outputs.of(row)),
            ids,
            new XGBoostClassificationConverter(),
            new XGBoostClassificationTrainer(boosting.rounds(), boosting.parameters()),
            BoostedScorer.Builder::build);
  }

  private static FittedModel numbers(Dataset data, int[] rows, TrainerSpec spec, long seed)
      throws CannotFitException {
    NumberOutputs outputs = Outputs.numbers(data, rows);
    Boosting boosting = new Boosting(spec, seed, "reg:squarederror");
    return new Fit<>(data, rows, spec, TribuoDomain.of(data, outputs, rows), outputs, boosting)
        .fitted(
            row -> SingleRange.rounded(outputs.standardised(row)),
            ONE_OUTPUT,
            new XGBoostRegressionConverter(),
            new XGBoostRegressionTrainer(
                XGBoostRegressionTrainer.RegressionType.LINEAR,
                boosting.rounds(),
                boosting.parameters()),
            scorer -> scorer.build(outputs.mean(), outputs.scale()));
  }

  /** What XGBoost is to give a row. */
  @FunctionalInterface
  private interface RowTarget {
    float of(int row);
  }

  private record Fit<T extends Output<T>>(
      Dataset data,
      int[] rows,
      TrainerSpec spec,
      TribuoDomain<T> domain,
      Outputs<T> outputs,
      Boosting boosting) {

    /**
     * @param ids {@code [outputs]} XGBoost's number of each of the schema's outputs
     * @param same the trainer of Tribuo's with the same parameters, for the provenance
     */
    FittedModel fitted(
        RowTarget target,
        int[] ids,
        XGBoostOutputConverter<T> converter,
        Trainer<T> same,
        Function<BoostedScorer.Builder, BoostedScorer> scorer)
        throws CannotFitException {
      float[] targets = new float[rows.length];
      for (int i = 0; i < rows.length; i++) {
        targets[i] = target.of(rows[i]);
      }
      int[] columns = domain.ids(data.features());
      Booster booster = boosting.fit(data, rows, columns, targets);
      BoostedScorer.Builder trees = BoostedScorer.builder(data.schema(), 0);
      export(booster, ids, inverse(columns), trees);
      BoostedModel<T> model = new BoostedModel<>(boosting.rounds(), booster, converter, same);
      return new FittedModel(
          new TribuoModel<>(
              model.train(domain), outputs, Optional.of(SingleRange.BOUNDED), SINGLE_PRECISION),
          scorer.apply(trees),
          spec);
    }

    private void export(Booster booster, int[] ids, int[] features, BoostedScorer.Builder scorer) {
      try {
        BoostedTrees trees = BoostedTrees.read(booster.toByteArray("json"));
        for (int round = 0; round < boosting.rounds(); round++) {
          for (int id : ids) {
            trees.export(round * ids.length + id, features, scorer);
          }
        }
      } catch (XGBoostError e) {
        throw new IllegalStateException("XGBoost failed: " + e.getMessage(), e);
      }
    }
  }

  private static int[] inverse(int[] columns) {
    int[] features = new int[columns.length];
    for (int feature = 0; feature < columns.length; feature++) {
      features[columns[feature]] = feature;
    }
    return features;
  }
}
