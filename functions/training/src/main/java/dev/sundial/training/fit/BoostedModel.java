package dev.sundial.training.fit;

import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import ml.dmlc.xgboost4j.java.Booster;
import org.tribuo.Dataset;
import org.tribuo.Output;
import org.tribuo.Trainer;
import org.tribuo.common.xgboost.XGBoostModel;
import org.tribuo.common.xgboost.XGBoostOutputConverter;
import org.tribuo.common.xgboost.XGBoostTrainer;
import org.tribuo.provenance.ModelProvenance;
import org.tribuo.provenance.TrainerProvenance;

/**
 * Makes a {@link XGBoostModel} of what XGBoost has fitted: Tribuo lets its own trainers make one,
 * so this is one that finds its work done.
 *
 * @param <T> Tribuo's output
 */
final class BoostedModel<T extends Output<T>> extends XGBoostTrainer<T> {
  private final Booster fitted;
  private final XGBoostOutputConverter<T> converter;
  private final Trainer<T> same;

  /**
   * @param same the trainer of Tribuo's with the same parameters, for the provenance
   */
  BoostedModel(int rounds, Booster fitted, XGBoostOutputConverter<T> converter, Trainer<T> same) {
    super(rounds);
    this.fitted = fitted;
    this.converter = converter;
    this.same = same;
  }

  @Override
  public XGBoostModel<T> train(Dataset<T> examples) {
    return train(examples, Map.of());
  }

  @Override
  public XGBoostModel<T> train(Dataset<T> examples, Map<String, Provenance> run) {
    return train(examples, run, INCREMENT_INVOCATION_COUNT);
  }

  @Override
  public XGBoostModel<T> train(Dataset<T> examples, Map<String, Provenance> run, int invocation) {
    ModelProvenance provenance =
        new ModelProvenance(
            XGBoostModel.class.getName(),
            OffsetDateTime.now(Clock.systemUTC()),
            examples.getProvenance(),
            getProvenance(),
            run);
    return createModel(
        "gradient-boosting",
        provenance,
        examples.getFeatureIDMap(),
        examples.getOutputIDInfo(),
        List.of(fitted),
        converter);
  }

  @Override
  public TrainerProvenance getProvenance() {
    return same.getProvenance();
  }
}
