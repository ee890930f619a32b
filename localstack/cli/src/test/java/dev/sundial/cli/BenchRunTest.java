package dev.sundial.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BenchRunTest {

  @Test
  void readsWhatARunPrints() {
    assertThat(
            BenchRun.parse(
                "{\"load\":1.5,\"train\":2,\"evaluate\":0.25,\"peakMegabytes\":512.5,\"accuracy\":0.78}"))
        .isEqualTo(new BenchRun.Measured("", 1.5, 2, 0.25, 512.5, 0.78));
  }

  @Test
  void sayWhatTheyWereComparedWith() {
    BenchRun run =
        BenchRun.parse(
            """
            {"by":"DecisionTreeClassifier()","load":1,"train":2,"evaluate":3,"peakMegabytes":4,
             "accuracy":0.5}""");
    assertThat(((BenchRun.Measured) run).toJson())
        .containsEntry("counterpart", "DecisionTreeClassifier()");
  }

  @Test
  void aTrainerWithoutCounterpartIsToldAsThat() {
    assertThat(BenchRun.parse("{}")).isEqualTo(new BenchRun.Failed("has no counterpart"));
  }

  @Test
  void anythingElseIsAFailure() {
    assertThat(BenchRun.parse("Traceback")).isEqualTo(new BenchRun.Failed("printed Traceback"));
    String wrong = "{\"load\":-1,\"train\":2,\"evaluate\":0,\"peakMegabytes\":1,\"accuracy\":0.78}";
    assertThat(BenchRun.parse(wrong)).isEqualTo(new BenchRun.Failed("printed " + wrong));
  }

  @Test
  void mistypedBenchesAreTold() {
    assertThat(Typed.line("bench").exit()).isEqualTo(2);
    assertThat(Typed.line("bench", "training", "--rows", "99").err()).contains("at least 100");
    assertThat(Typed.line("bench", "training", "--memory", "11000").err()).contains("512 to 10240");
    assertThat(Typed.line("bench", "training", "--trainer", "svm").err()).contains("cart");
    assertThat(Typed.line("bench", "training", "--trainer", "linear-regression").err())
        .contains("cannot classify");
  }
}
