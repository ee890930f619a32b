package dev.sundial.training.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sundial.dataset.Dataset;
import dev.sundial.dataset.Target;
import dev.sundial.scoring.ScorerFormat;
import dev.sundial.spec.TrainerKind;
import dev.sundial.spec.TrainerSpec;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tribuo.Example;
import org.tribuo.MutableDataset;
import org.tribuo.RealInfo;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;

class LogisticRegressionTest {

  @Test
  void lbfgsFindsTheLowestPointOfABowl() {
    double[] bottom = {3, -1, 0.5, 100};
    double[] steepness = {1, 10, 1000, 0.1};
    double[] point = new double[4];
    new Lbfgs().minimise(bowl(bottom, steepness), point, 1e-9, 200);
    for (int i = 0; i < 4; i++) {
      assertThat(point[i]).isCloseTo(bottom[i], within(1e-7));
    }
  }

  @Test
  void lbfgsLooksNoOftenerThanItMay() {
    int[] looks = {0};
    Lbfgs.Loss bowl = bowl(new double[] {3, 4}, new double[] {1, 1e6});
    Lbfgs.Loss counted =
        new Lbfgs.Loss() {
          @Override
          public int size() {
            return 2;
          }

          @Override
          public double at(double[] point, double[] gradient) {
            looks[0]++;
            return bowl.at(point, gradient);
          }
        };
    double[] point = new double[2];
    new Lbfgs().minimise(counted, point, 1e-12, 1);
    assertThat(looks[0]).isEqualTo(1);
    assertThat(point).containsExactly(0, 0);
    new Lbfgs().minimise(counted, point, 1e-12, 3);
    assertThat(looks[0]).isEqualTo(4);
  }

  @Test
  void theGradientIsTheLossesSlopeInEveryDirection() {
    Dataset data = random(700, 5, 4, 3);
    int[] rows = IntStream.range(0, 700).filter(row -> row % 3 != 0).toArray();
    SoftmaxLoss loss =
        new SoftmaxLoss(data, labels(data), rows, Standardisation.fit(data, rows), 0.01);
    SplittableRandom random = new SplittableRandom(1);
    double[] weights = new double[loss.size()];
    Arrays.setAll(weights, i -> random.nextDouble(-1, 1));
    double[] gradient = new double[weights.length];
    double[] unused = new double[weights.length];
    double value = loss.at(weights, gradient);
    assertThat(value).isGreaterThan(0);
    double step = 1e-5;
    for (int i = 0; i < weights.length; i++) {
      double[] above = weights.clone();
      double[] below = weights.clone();
      above[i] += step;
      below[i] -= step;
      double slope = (loss.at(above, unused) - loss.at(below, unused)) / (2 * step);
      assertThat(gradient[i]).as("weight " + i).isCloseTo(slope, within(1e-8));
    }
  }

  @Test
  void withoutWeightsTheLossIsThatOfGuessing() {
    Dataset data = random(1000, 3, 4, 7);
    int[] rows = IntStream.range(0, 1000).toArray();
    SoftmaxLoss loss =
        new SoftmaxLoss(data, labels(data), rows, Standardisation.fit(data, rows), 1);
    assertThat(loss.at(new double[loss.size()], new double[loss.size()]))
        .isCloseTo(Math.log(4), within(1e-12));
  }

  @Test
  void manyRowsAreFittedAsWellAsIfTheyWereFew() throws Exception {
    Dataset many = random(120_000, 4, 3, 11);
    int[] rows = IntStream.range(0, many.rows()).toArray();
    TrainerSpec spec = TrainerSpec.defaults(TrainerKind.LOGISTIC_REGRESSION);
    byte[] once = ScorerFormat.write(Fitting.of(spec.kind()).fit(many, rows, spec, 1).scorer());
    byte[] again = ScorerFormat.write(Fitting.of(spec.kind()).fit(many, rows, spec, 1).scorer());
    assertThat(again).isEqualTo(once);

    Standardisation standardisation = Standardisation.fit(many, rows);
    SoftmaxLoss loss =
        new SoftmaxLoss(
            many, labels(many), rows, standardisation, spec.value("alpha") / rows.length);
    double[] exact = new double[loss.size()];
    new Lbfgs().minimise(loss, exact, 1e-9, 1000);
    double[] expected = new double[3];
    double[] scores = new double[3];
    double[] row = new double[4];
    var scorer = Fitting.of(spec.kind()).fit(many, rows, spec, 2).scorer();
    for (int number = 0; number < 100; number++) {
      many.copyRow(number, row, 0);
      scorer.score(row, scores);
      standardisation.apply(row);
      probabilities(exact, row, expected);
      assertThat(scores).containsExactly(expected, within(1e-3));
    }
  }

  /** Weights of scikit-learn's LogisticRegression(C=0.5), tol=1e-10, on the same six rows. */
  @Test
  void isTheModelThatScikitLearnFinds() throws Exception {
    double[][] columns = {{-1, -1, 0, 0, 1, 1}, {1, -1, 1, -1, 1, -1}};
    Target target = new Target.Labels(List.of("a", "b", "c"), new int[] {0, 0, 1, 1, 2, 1});
    Dataset data = new Dataset(List.of("x", "y"), columns, "t", target);
    int[] rows = {0, 1, 2, 3, 4, 5};
    Map<String, Double> values = new LinkedHashMap<>();
    values.put("alpha", 2.0);
    values.put("epochs", 1000.0);
    values.put("tolerance", 1e-12);
    TrainerSpec spec = new TrainerSpec(TrainerKind.LOGISTIC_REGRESSION, values);
    double[] scores = new double[3];
    Fitting.of(spec.kind()).fit(data, rows, spec, 0).scorer().score(new double[] {0.5, 2}, scores);
    assertThat(scores)
        .containsExactly(
            new double[] {0.2002984639322517, 0.3962362511088165, 0.4034652849589318},
            within(1e-7));
  }

  @Test
  void passingRowsTellTribuoWhatStoredExamplesWould() throws Exception {
    Dataset data = random(200, 3, 2, 5);
    int[] rows = IntStream.range(0, 200).filter(row -> row % 2 == 0).toArray();
    LabelOutputs outputs = Outputs.labels(data);
    TribuoRows<Label> source =
        new TribuoRows<>(data, outputs, Optional.of(Standardisation.fit(data, rows)));
    MutableDataset<Label> passing = source.dataset(rows);
    LabelFactory factory = new LabelFactory();
    MutableDataset<Label> stored =
        new MutableDataset<>(new SimpleDataSourceProvenance("sundial", factory), factory);
    for (int row : rows) {
      stored.add(new ArrayExample<>(source.example(row)));
    }
    assertThat(passing.size()).isEqualTo(100);
    int at = 0;
    for (Example<Label> example : passing) {
      assertThat(example).isEqualTo(stored.getExample(at));
      assertThat(passing.getExample(at++)).isEqualTo(example);
    }
    assertThat(at).isEqualTo(100);
    assertThat(passing.getData()).isEqualTo(stored.getData());
    assertThat(passing.getOutputIDInfo().toReadableString())
        .isEqualTo(stored.getOutputIDInfo().toReadableString());
    for (String name : data.features()) {
      RealInfo one = (RealInfo) passing.getFeatureMap().get(name);
      RealInfo other = (RealInfo) stored.getFeatureMap().get(name);
      assertThat(one.getCount()).isEqualTo(other.getCount());
      assertThat(one.getMin()).isEqualTo(other.getMin());
      assertThat(one.getMax()).isEqualTo(other.getMax());
      assertThat(one.getMean()).isCloseTo(other.getMean(), within(1e-12));
      assertThat(one.getVariance()).isCloseTo(other.getVariance(), within(1e-12));
      assertThat(passing.getFeatureIDMap().getID(name))
          .isEqualTo(stored.getFeatureIDMap().getID(name));
    }
  }

  private static Lbfgs.Loss bowl(double[] bottom, double[] steepness) {
    return new Lbfgs.Loss() {
      @Override
      public int size() {
        return bottom.length;
      }

      @Override
      public double at(double[] point, double[] gradient) {
        double value = 0;
        for (int i = 0; i < point.length; i++) {
          double away = point[i] - bottom[i];
          value += steepness[i] * away * away / 2;
          gradient[i] = steepness[i] * away;
        }
        return value;
      }
    };
  }

  /** Softmax of the weighted sums, {@code [(features + 1) × labels]} weights. */
  private static void probabilities(double[] weights, double[] row, double[] out) {
    double total = 0;
    for (int label = 0; label < out.length; label++) {
      double sum = weights[row.length * out.length + label];
      for (int feature = 0; feature < row.length; feature++) {
        sum += weights[feature * out.length + label] * row[feature];
      }
      out[label] = Math.exp(sum);
      total += out[label];
    }
    for (int label = 0; label < out.length; label++) {
      out[label] /= total;
    }
  }

  private static Target.Labels labels(Dataset data) {
    return (Target.Labels) data.target();
  }

  /** Labels lean on the features, so that there is something to fit. */
  private static Dataset random(int rows, int features, int labels, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] columns = new double[features][rows];
    int[] ids = new int[rows];
    for (int row = 0; row < rows; row++) {
      ids[row] = random.nextInt(labels);
      for (int feature = 0; feature < features; feature++) {
        columns[feature][row] = random.nextDouble(-3, 3) + (feature % labels == ids[row] ? 1 : 0);
      }
    }
    return new Dataset(
        IntStream.range(0, features).mapToObj(i -> "f" + (features - i)).toList(),
        columns,
        "t",
        new Target.Labels(IntStream.range(0, labels).mapToObj(i -> "l" + i).toList(), ids));
  }
}
