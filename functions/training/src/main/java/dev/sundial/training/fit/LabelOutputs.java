package dev.sundial.training.fit;

import dev.sundial.dataset.Target;
import dev.sundial.scoring.FeatureSchema;
import dev.sundial.scoring.Scorer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tribuo.OutputFactory;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;

/** Labels of a classification. */
final class LabelOutputs implements Outputs<Label> {
  private final Target.Labels target;
  private final List<Label> labels;

  LabelOutputs(Target.Labels target) throws CannotFitException {
    if (target.names().contains(Label.UNKNOWN)) {
      throw new CannotFitException(
          "the label \"" + Label.UNKNOWN + "\" is reserved by the trainer");
    }
    this.target = target;
    this.labels = target.names().stream().map(Label::new).toList();
  }

  Target.Labels target() {
    return target;
  }

  @Override
  public OutputFactory<Label> factory() {
    return new LabelFactory();
  }

  @Override
  public Label of(int row) {
    return labels.get(target.ids()[row]);
  }

  /** Every probability, and the same label, unless two are that close to each other. */
  @Override
  public Optional<String> difference(
      FeatureSchema schema, double[] scores, Prediction<Label> expected, double tolerance) {
    Map<String, Label> probabilities = expected.getOutputScores();
    double best = scores[Scorer.best(scores, 0, scores.length)];
    for (int i = 0; i < scores.length; i++) {
      String name = schema.labels().get(i);
      Label label = probabilities.get(name);
      if (label == null || !(Math.abs(label.getScore() - scores[i]) <= tolerance)) {
        return Optional.of(
            "the scorer gives \"" + name + "\" " + scores[i] + ", the model " + label);
      }
      if (name.equals(expected.getOutput().getLabel()) && !(best - scores[i] <= tolerance)) {
        return Optional.of("the model says \"" + name + "\", the scorer does not");
      }
    }
    return Optional.empty();
  }
}
