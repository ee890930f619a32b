package dev.sundial.training;

import static dev.sundial.training.TrainingHandlerTest.DAILY;
import static dev.sundial.training.TrainingHandlerTest.IRIS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sundial.registry.TrainingCloud;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The policy best: champion and candidate label the candidate's test part. */
class PromotionTest {
  private static final String BEST =
      Environment.SPEC.replace("}}", "},\"promotion\":{\"policy\":\"best\"}}");
  private static final String POOR =
      """
      {"requestId":"poor","trainer":"cart","hyperparameters":{"maxDepth":1}}""";

  private static final String UNSCORED = "the champion could not be scored: ";

  private final TrainingCloud cloud = new TrainingCloud();
  private final Environment function = new Environment(cloud, BEST, cloud.clients());

  @BeforeEach
  void shipIris() {
    cloud.put("iris/iris.csv", Environment.iris());
  }

  @Test
  void holdsACandidateThatIsWorseThanTheChampion() {
    assertThat(Environment.ended(function.invoke(DAILY))).isEqualTo("PROMOTED");
    assertThat(Environment.ended(function.invoke(POOR))).isEqualTo("HELD worse");
    assertThat(cloud.announced()).containsExactly("ModelPromoted iris-1", "ModelHeld iris-2");
  }

  @Test
  void promotesACandidateThatTies() {
    function.invoke(DAILY);
    assertThat(Environment.ended(function.invoke("{\"requestId\":\"same\"}")))
        .isEqualTo("PROMOTED");
  }

  @Test
  void promotesOverADamagedChampionAndSaysSo() {
    function.invoke(DAILY);
    String key = champion();
    cloud.damage(key, "broken".getBytes(StandardCharsets.UTF_8));
    assertThat(function.invoke(POOR))
        .contains(
            "\"outcome\":\"PROMOTED\"", UNSCORED + "artefact " + key, "has 6 bytes, must have");
    assertThat(cloud.ledger(IRIS).getLast().reason()).startsWith(UNSCORED);
  }

  @ParameterizedTest
  @ValueSource(ints = {403, 404})
  void promotesOverAChampionThatIsMissingAndSaysSo(int status) {
    function.invoke(DAILY);
    String key = champion();
    cloud.refuseArtefacts(key::equals, status);
    assertThat(Environment.ended(function.invoke(POOR)))
        .startsWith("PROMOTED " + UNSCORED)
        .contains(key, "S3 answers " + status + ": missing");
  }

  @ParameterizedTest
  @ValueSource(ints = {403, 429, 500, 503})
  void decidesNothingWhileS3GivesNothingOut(int status) {
    function.invoke(DAILY);
    cloud.refuseArtefacts(key -> true, status);
    assertThatThrownBy(() -> function.invoke(POOR)).hasMessageContaining("S3 could not read");
    assertThat(cloud.announced()).containsExactly("ModelPromoted iris-1");

    cloud.refuseArtefacts(key -> false, 0);
    assertThat(Environment.ended(function.invoke(POOR))).isEqualTo("HELD worse");
  }

  @Test
  void promotesOverAChampionWhoseFeatureTheDataNoLongerHasAndNamesIt() {
    function.invoke(DAILY);
    cloud.put("iris/iris.csv", iris("petal width (cm)", "width"));
    assertThat(Environment.ended(function.invoke(POOR)))
        .isEqualTo("PROMOTED " + UNSCORED + "feature \"petal width (cm)\" is gone");
    assertThat(cloud.events().getLast())
        .contains("\"reason\":\"" + UNSCORED + "feature \\\"petal width (cm)\\\" is gone\"");
  }

  @Test
  void namesAllFeaturesThatAreGone() {
    function.invoke(DAILY);
    cloud.put("iris/iris.csv", iris("petal ", "p."));
    assertThat(Environment.ended(function.invoke(POOR)))
        .isEqualTo(
            "PROMOTED "
                + UNSCORED
                + "2 features are gone: \"petal length (cm)\", \"petal width (cm)\"");
  }

  @Test
  void promotesOverAChampionThatPredictsSomethingElse() {
    function.invoke(DAILY);
    cloud.put("iris/iris.csv", iris("species", "kind"));
    String kind = BEST.replace("\"species\"", "\"kind\"");
    assertThat(Environment.ended(new Environment(cloud, kind, cloud.clients()).invoke(POOR)))
        .isEqualTo("PROMOTED " + UNSCORED + "it predicts \"species\"");
  }

  @Test
  void promotesOverAChampionOfAnotherTask() {
    function.invoke(DAILY);
    String number =
        """
        {"name":"iris","task":"regression","target":"petal width (cm)",\
        "features":["sepal length (cm)"],"trainer":{"name":"cart"},"promotion":{"policy":"best"}}""";
    assertThat(
            Environment.ended(
                new Environment(cloud, number, cloud.clients()).invoke("{\"requestId\":\"r\"}")))
        .isEqualTo("PROMOTED " + UNSCORED + "it is of a classification");
  }

  private String champion() {
    return cloud.reader().versions(IRIS, 1).getFirst().scorer().key();
  }

  private static String iris(String column, String renamed) {
    return new String(Environment.iris(), StandardCharsets.UTF_8).replace(column, renamed);
  }
}
