package dev.sundial.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sundial.spec.ModelSpec;
import java.util.Arrays;

/** Data that is refused, and for what. */
final class Refused {
  private Refused() {}

  /**
   * @param problems as they are told, after {@code s3://data/iris}
   */
  static void assertProblems(ModelSpec spec, DataBucketFake bucket, String... problems) {
    assertThat(problems(spec, bucket).problems())
        .extracting(DataProblem::toString)
        .containsExactly(
            Arrays.stream(problems).map(p -> "s3://data/iris" + p).toArray(String[]::new));
  }

  static BadDataException problems(ModelSpec spec, DataBucketFake bucket) {
    BadDataException thrown =
        catchThrowableOfType(BadDataException.class, () -> DatasetReaderTest.read(spec, bucket));
    assertThat(thrown).as("nothing was refused").isNotNull();
    return thrown;
  }
}
