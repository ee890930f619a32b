package dev.sundial.training.fit;

import dev.sundial.dataset.Dataset;
import dev.sundial.dataset.Target;
import dev.sundial.scoring.BoostedScorer;
import dev.sundial.spec.TrainerSpec;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.Output;
import org.tribuo.classification.Label;
import org.tribuo.classification.xgboost.XGBoostClassificationConverter;
import org.tribuo.classification.xgboost.XGBoostClassificationTrainer;
import org.tribuo.regression.Regressor;
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

  @Override
  public FittedModel fit(Dataset data, int[] rows, TrainerSpec spec, long seed)
      throws CannotFitException {
    checkPlatform(System.getProperty("os.name"), System.getProperty("os.arch"));
    return switch (data.target()) {
      case Target.Labels labels ->
          labels(
              data,
              rows,
              new Boosting(spec, rows.length, seed, "multi:softprob"),
              Outputs.labels(data));
      case Target.Numbers numbers ->
          numbers(
              data,
              rows,
              new Boosting(spec, rows.length, seed, "reg:squarederror"),
              Outputs.numbers(data, rows));
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

  private static FittedModel labels(
      Dataset data, int[] rows, Boosting boosting, LabelOutputs outputs) throws CannotFitException {
    TribuoDomain<Label> domain = TribuoDomain.of(data, outputs, rows);
    ImmutableOutputInfo<Label> labels = domain.getOutputIDInfo();
    int[] ids =
        data.schema().labels().stream().mapToInt(name -> labels.getID(new Label(name))).toArray();
    boosting.with("num_class", ids.length);
    float[] targets = new float[rows.length];
    for (int i = 0; i < rows.length; i++) {
      targets[i] = labels.getID(outputs.of(rows[i]));
    }
    int[] columns = domain.ids(data.features());
    Booster booster = boosting.fit(data, rows, columns, targets);
    BoostedScorer.Builder scorer = BoostedScorer.builder(data.schema(), 0);
    BoostedTrees trees = trees(booster);
    int[] features = inverse(columns);
    for (int round = 0; round < boosting.rounds(); round++) {
      for (int id : ids) {
        trees.export(round * ids.length + id, features, scorer);
      }
    }
    return fitted(
        domain,
        outputs,
        new BoostedModel<>(
            boosting.rounds(),
            booster,
            new XGBoostClassificationConverter(),
            new XGBoostClassificationTrainer(boosting.rounds(), boosting.parameters())),
        scorer.build());
  }

  private static FittedModel numbers(
      Dataset data, int[] rows, Boosting boosting, NumberOutputs outputs)
      throws CannotFitException {
    TribuoDomain<Regressor> domain = TribuoDomain.of(data, outputs, rows);
    float[] targets = new float[rows.length];
    for (int i = 0; i < rows.length; i++) {
      targets[i] = SingleRange.rounded(outputs.standardised(rows[i]));
    }
    int[] columns = domain.ids(data.features());
    Booster booster = boosting.fit(data, rows, columns, targets);
    BoostedScorer.Builder scorer = BoostedScorer.builder(data.schema(), 0);
    BoostedTrees trees = trees(booster);
    int[] features = inverse(columns);
    for (int round = 0; round < boosting.rounds(); round++) {
      trees.export(round, features, scorer);
    }
    return fitted(
        domain,
        outputs,
        new BoostedModel<>(
            boosting.rounds(),
            booster,
            new XGBoostRegressionConverter(),
            new XGBoostRegressionTrainer(
                XGBoostRegressionTrainer.RegressionType.LINEAR,
                boosting.rounds(),
                boosting.parameters())),
        scorer.build(outputs.mean(), outputs.scale()));
  }

  private static BoostedTrees trees(Booster booster) {
    try {
      return BoostedTrees.read(booster.toByteArray("json"));
    } catch (XGBoostError e) {
      throw new IllegalStateException("XGBoost failed: " + e.getMessage(), e);
    }
  }

  private static int[] inverse(int[] columns) {
    int[] features = new int[columns.length];
    for (int feature = 0; feature < columns.length; feature++) {
      features[columns[feature]] = feature;
    }
    return features;
  }

  private static <T extends Output<T>> FittedModel fitted(
      TribuoDomain<T> domain, Outputs<T> outputs, BoostedModel<T> model, BoostedScorer scorer) {
    return new FittedModel(
        new TribuoModel<>(
            model.train(domain), outputs, Optional.of(SingleRange.BOUNDED), SINGLE_PRECISION),
        scorer);
  }
}
