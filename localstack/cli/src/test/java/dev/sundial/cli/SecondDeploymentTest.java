package dev.sundial.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code diff} and {@code up} where a local cloud is up already. */
final class SecondDeploymentTest {
  private static final String NOTHING =
      "{\"stacks\":[{\"stack\":\"app\",\"action\":\"change in place\",\"remark\":\"\","
          + "\"resources\":[],\"outputs\":[]}],\"problems\":[]}";
  private static final String CHANGES =
      "{\"stacks\":[{\"stack\":\"app\",\"action\":\"change in place\",\"remark\":\"\","
          + "\"resources\":[{\"logicalId\":\"A\",\"type\":\"AWS::SQS::Queue\",\"action\":"
          + "\"replace\",\"reason\":\"QueueName changed\",\"properties\":[{\"path\":\"QueueName\","
          + "\"before\":\"\\\"a\\\"\",\"after\":\"\\\"b\\\"\"},{\"path\":\"DelaySeconds\",\"before\":null,"
          + "\"after\":\"5\"}]}],\"outputs\":[{\"path\":\"Url\",\"before\":\"\\\"u\\\"\",\"after\":null}]}],"
          + "\"problems\":[%s]}";

  private final FakeCloud cloud;
  private final Path home;
  private final String app;

  SecondDeploymentTest(@TempDir Path home) throws IOException {
    this.cloud = new FakeCloud();
    this.home = home;
    Files.writeString(home.resolve("manifest.json"), "{}");
    this.app = home.toString();
  }

  @BeforeEach
  void checkout() throws IOException {
    Typed.checkout(home, cloud.port());
  }

  @AfterEach
  void stop() {
    cloud.close();
  }

  private Typed diff(String answer, String... more) {
    cloud.on("POST /_sundial/diff", 200, Map.of(), answer);
    String[] words = new String[more.length + 3];
    words[0] = "diff";
    words[1] = "--app";
    words[2] = app;
    System.arraycopy(more, 0, words, 3, more.length);
    return Typed.line(words);
  }

  @Test
  void diffShowsEachResourceAndValue() {
    Typed typed = diff(CHANGES.formatted(""));

    assertThat(typed.exit()).as(typed.err()).isZero();
    assertThat(typed.out())
        .isEqualTo(
            """
            stack app: change
              replace  A  AWS::SQS::Queue  (QueueName changed)
                  QueueName: "a" → "b"
                  DelaySeconds: + 5
              outputs
                  Url: - "u"
            replace 1""");
    assertThat(cloud.requests)
        .singleElement()
        .asString()
        .startsWith("POST /_sundial/diff ")
        .contains("\"assembly\":\"" + app + "\"");
  }

  @Test
  void diffFailsOnlyWhenItIsToldToOrWhenUpWould() {
    assertThat(diff(NOTHING, "--fail").exit()).isZero();
    assertThat(diff(NOTHING).out()).isEqualTo("stack app: no changes\nnothing to change");
    assertThat(diff(CHANGES.formatted(""), "--fail").exit()).isEqualTo(1);

    Typed refused = diff(CHANGES.formatted("\"app/A holds 3 messages\""));
    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.out()).contains("refused: app/A holds 3 messages\n");
  }

  @Test
  void diffPrintsJsonAsItIs() {
    assertThat(diff(NOTHING, "--json").out()).isEqualTo(NOTHING);
  }

  @Test
  void upDeploysIntoTheOneThatIsUpAndSaysWhatItSays() {
    cloud.on(
        "POST /_sundial/deploy",
        200,
        Map.of(),
        "{\"say\":\"stack app unchanged\"}\n{\"done\":\"\"}\n");

    Typed typed = Typed.line("up", "--app", app);

    assertThat(typed.exit()).as(typed.err()).isZero();
    assertThat(typed.out().lines().toList().get(1)).isEqualTo("stack app unchanged");
    assertThat(typed.out().lines().toList().getLast())
        .startsWith("ready in ")
        .contains("http://127.0.0.1:" + cloud.port());
  }

  @Test
  void upFailsWhenTheDeploymentDoesOrBreaksOff() {
    cloud.on("POST /_sundial/deploy", 200, Map.of(), "{\"failed\":\"app/A: no\"}\n");
    Typed failed = Typed.line("up", "--app", app);
    assertThat(failed.exit()).isEqualTo(1);
    assertThat(failed.err()).isEqualTo("sundial: app/A: no");

    cloud.on("POST /_sundial/deploy", 200, Map.of(), "{\"say\":\"a\"}\n");
    assertThat(Typed.line("up", "--app", app).err())
        .isEqualTo("sundial: the local cloud ended in the middle of the deployment");
  }

  @Test
  void isToldWhenTheOneThatIsUpKnowsNothingOfIt() {
    cloud.on("POST /_sundial/diff", 404, Map.of(), "<!doctype html>");

    Typed typed = Typed.line("diff", "--app", app);

    assertThat(typed.exit()).isEqualTo(1);
    assertThat(typed.err())
        .isEqualTo(
            "sundial: the local cloud that is up was built from other sources: ./sundial down stops it");
  }

  @Test
  void isToldWhenTheOneThatIsUpDoesNotAnswer() {
    cloud.close();

    assertThat(Typed.line("diff", "--app", app).err())
        .isEqualTo("sundial: the local cloud does not answer on port " + cloud.port());
  }
}
