package dev.sundial.training;

import static dev.sundial.training.TrainingHandlerTest.DAILY;
import static dev.sundial.training.TrainingHandlerTest.IRIS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sundial.lifecycle.TrainingAnswer;
import dev.sundial.registry.TrainingCloud;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What retrying cannot mend ends a run at once, recorded and announced. */
class RejectedRunTest {
  private final TrainingCloud cloud = new TrainingCloud();
  private final Environment function = new Environment(cloud);

  @Test
  void brokenDataIsNamedByBucketKeyLineAndColumn() {
    cloud.put("iris/iris.csv", broken());
    TrainingAnswer answer = TrainingAnswer.fromJson(function.invoke(DAILY));
    assertThat(answer.toJson())
        .isEqualTo(
            """
            {"outcome":"REJECTED","model":"iris","runId":"20261120T031500Z","metrics":{},\
            "reason":"bad-data","message":"s3://data/iris/iris.csv:3: column \\"sepal width (cm)\\": \
            must be a decimal number, was \\"NaN\\""}""");
    assertThat(cloud.announced()).containsExactly("TrainingFailed iris-20261120T031500Z-failed-1");
    assertThat(cloud.reader().pointer(IRIS).championVersion()).isEmpty();
    assertThat(function.log)
        .anySatisfy(
            line ->
                assertThat(line)
                    .contains("\"TrainingFailures\":1.0")
                    .contains("\"reason\":\"bad-data\"")
                    .doesNotContain("TestAccuracy"));
  }

  @Test
  void countsARejectionThatTheBusWouldNotTakeAndNoCopyOfOneItTook() {
    cloud.refuseEvents(1);
    assertThatThrownBy(() -> function.invoke(DAILY)).hasMessageContaining("the bus refused");
    assertThat(failures()).isEqualTo(1);
    assertThat(Environment.ended(function.invoke(DAILY))).isEqualTo("REJECTED bad-data");
    assertThat(failures()).as("the attempt may have been killed before it said so").isEqualTo(2);
    assertThat(cloud.announced()).hasSize(1);
    function.invoke(DAILY);
    assertThat(failures()).isEqualTo(2);
  }

  @Test
  void countsATrainingThatTheBusWouldNotTake() {
    cloud.put("iris/iris.csv", Environment.iris());
    cloud.refuseEvents(1);
    assertThatThrownBy(() -> function.invoke(DAILY)).hasMessageContaining("the bus refused");
    assertThat(function.log)
        .anySatisfy(
            line ->
                assertThat(line)
                    .contains("\"TrainingFailures\":0.0", "\"DataRows\":150.0", "PROMOTED"));
  }

  private long failures() {
    return function.log.stream().filter(line -> line.contains("\"TrainingFailures\":1.0")).count();
  }

  @Test
  void noDataAtAllIsBadData() {
    assertThat(Environment.ended(function.invoke(DAILY))).isEqualTo("REJECTED bad-data");
  }

  @Test
  void aCopyIsAnsweredAgainEvenWhenTheDataIsMended() {
    cloud.put("iris/iris.csv", broken());
    String first = function.invoke(DAILY);
    cloud.put("iris/iris.csv", Environment.iris());
    assertThat(function.invoke(DAILY, "again", Environment.TIME_OUT)).isEqualTo(first);
    assertThat(cloud.announced()).hasSize(1);
  }

  @Test
  void aRedriveTriesAgainAndKeepsTheVersion() {
    cloud.put("iris/iris.csv", broken());
    function.invoke(DAILY);
    cloud.put("iris/iris.csv", Environment.iris());
    cloud.advance(Duration.ofHours(3));
    String redrive = DAILY.replace("}", ",\"redrive\":true}");
    TrainingAnswer answer = TrainingAnswer.fromJson(function.invoke(redrive));
    assertThat(answer.outcome()).isEqualTo(TrainingAnswer.Outcome.PROMOTED);
    assertThat(answer.version().orElseThrow()).hasToString("20261120T031500Z-b2d89f");
    assertThat(Environment.ended(function.invoke(redrive))).isEqualTo("PROMOTED");
    assertThat(cloud.reader().versions(IRIS, 10)).hasSize(1);
  }

  @Test
  void aRedriveOfDataThatIsStillBrokenIsAnnouncedAgain() {
    cloud.put("iris/iris.csv", broken());
    function.invoke(DAILY);
    String redrive = DAILY.replace("}", ",\"redrive\":true}");
    assertThat(Environment.ended(function.invoke(redrive))).isEqualTo("REJECTED bad-data");
    assertThat(cloud.announced()).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                                  | event:1: is empty",
        "nonsense                            | event:1: is not JSON",
        "[]                                  | event:1: must be an object",
        "{\"model\":\"wine\"}                | event: model: must be iris, was \"wine\"",
        "{\"modle\":\"iris\"}                | event:1: modle: is not known here",
        "{\"seed\":-1}                       | event:1: seed: must be from 0 to 2147483647",
        "{\"seed\":1.5}                      | event:1: seed: must be a whole number",
        "{\"scheduledTime\":\"yesterday\"}   | event:1: scheduledTime: must be an instant",
        "{\"trainer\":\"xgboost\"}           | event:1: trainer: must be one of",
        "{\"hyperparameters\":{\"epoch\":1}} | hyperparameters.epoch: is not known here",
        "{\"hyperparameters\":{\"epochs\":0}}| hyperparameters.epochs: must be from 1 to 10000",
        "{\"requestId\":\"a/b\"}             | event:1: requestId: must be 1 to 64 letters"
      })
  void anEventThatAsksNonsenseIsARunThatIsRejected(String event, String message) {
    cloud.put("iris/iris.csv", Environment.iris());
    TrainingAnswer answer = TrainingAnswer.fromJson(function.invoke(event));
    assertThat(answer.reason()).isEqualTo("bad-request");
    assertThat(answer.message()).contains(message);
    assertThat(cloud.announced()).containsExactly("TrainingFailed iris-adhoc-request-1-failed-1");
    assertThat(function.invoke(event)).isEqualTo(answer.toJson());
  }

  @Test
  void anEventFromTheFutureLeavesTheRunOfThatTimeAlone() {
    cloud.put("iris/iris.csv", Environment.iris());
    Instant limit = cloud.clock().instant().truncatedTo(ChronoUnit.SECONDS).plus(RunRequest.AHEAD);
    String beyond = "{\"scheduledTime\":\"" + limit.plusSeconds(1) + "\"}";
    TrainingAnswer refused = TrainingAnswer.fromJson(function.invoke(beyond));
    assertThat(refused.reason()).isEqualTo("bad-request");
    assertThat(refused.message())
        .startsWith("event: scheduledTime: must be at most 25 hours ahead");
    assertThat(refused.runId().value()).isEqualTo("adhoc-request-1");

    String within = "{\"scheduledTime\":\"" + limit + "\"}";
    assertThat(TrainingAnswer.fromJson(function.invoke(within)).outcome())
        .isEqualTo(TrainingAnswer.Outcome.PROMOTED);
  }

  @Test
  void everythingWrongWithAnEventIsListed() {
    String event =
        """
        {"model":"wine","hyperparameters":{"epochs":0,"depth":1}}""";
    assertThat(TrainingAnswer.fromJson(function.invoke(event)).message()).hasLineCount(3);
  }

  @Test
  void anEventLongerThanAMegabyteIsRefusedUnread() {
    String event = "{\"requestId\":\"" + "x".repeat(2 * 1024 * 1024) + "\"}";
    assertThat(TrainingAnswer.fromJson(function.invoke(event)).message())
        .isEqualTo("event:1: is longer than 1048576 bytes");
  }

  @Test
  void aRunThatWouldOverrunIsRejectedWithinTheMinuteThatIsKept() {
    cloud.put("iris/iris.csv", Environment.iris());
    cloud.reading(
        in ->
            new FilterInputStream(in) {
              @Override
              public int read(byte[] into, int from, int length) throws IOException {
                try {
                  new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                  throw new IOException("interrupted", e);
                }
                throw new AssertionError("never");
              }
            });
    String answer = function.invoke(DAILY, "slow", Invocation.KEPT.plusMillis(200));
    assertThat(Environment.ended(answer)).isEqualTo("REJECTED time-limit");
    assertThat(cloud.announced()).hasSize(1);
    cloud.reading(in -> in);
    assertThat(Environment.ended(function.invoke("{}", "next", Environment.TIME_OUT)))
        .isEqualTo("PROMOTED");
    assertThat(function.left).as("the work ended when it was told to").isZero();
  }

  @Test
  void workThatCannotBeStoppedEndsTheEnvironmentBeforeTheNextRun() {
    cloud.put("iris/iris.csv", Environment.iris());
    CountDownLatch released = new CountDownLatch(1);
    cloud.reading(in -> new Unstoppable(in, released));
    assertThat(Environment.ended(function.invoke(DAILY, "stuck", Invocation.KEPT.plusMillis(50))))
        .isEqualTo("REJECTED time-limit");
    assertThat(function.left).isZero();
    cloud.reading(in -> in);
    function.invoke("{}", "next", Environment.TIME_OUT);
    assertThat(function.left).isEqualTo(1);
    released.countDown();
  }

  @Test
  void aLabelThatTheTrainerReservesCannotBeTrained() {
    cloud.put("iris/iris.csv", "x,species\n" + "1,LABEL##UNKNOWN\n2,b\n".repeat(5));
    assertThat(Environment.ended(function.invoke(DAILY))).isEqualTo("REJECTED cannot-train");
  }

  private static String broken() {
    return new String(Environment.iris(), StandardCharsets.UTF_8).replace("4.9,3.0,", "4.9,NaN,");
  }

  private static final class Unstoppable extends FilterInputStream {
    private final CountDownLatch released;

    Unstoppable(InputStream in, CountDownLatch released) {
      super(in);
      this.released = released;
    }

    @Override
    public int read(byte[] into, int from, int length) {
      while (true) {
        try {
          released.await();
          return -1;
        } catch (InterruptedException e) {
          continue;
        }
      }
    }
  }
}
