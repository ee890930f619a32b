package dev.sundial.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sundial.cli.Verbs;
import dev.sundial.lifecycle.TrainingAnswer.Outcome;
import dev.sundial.lifecycle.VersionId;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A person chooses what serves; runs are held until the choice is given back. */
@Tag(Cloud.LOCAL)
@ExtendWith(CloudExtension.class)
final class ChosenVersionIT {
  private final Cloud cloud;
  private final Model model;

  ChosenVersionIT(Cloud cloud) {
    this.cloud = cloud;
    this.model = cloud.model("chosen");
  }

  @Test
  void aChoiceServesWithinAMinuteAndHoldsUntilItIsGivenBack() throws Exception {
    model.put("flowers.csv", Checkout.iris());
    VersionId first = model.train("{'seed':1}").version().orElseThrow();
    VersionId second = model.train("{'seed':2}").version().orElseThrow();

    JsonNode back = done("rollback", "chosen", "--why", "odd answers", "--json");
    assertThat(back.get("action").asText()).isEqualTo("rolled-back");
    assertThat(back.get("version").asText()).isEqualTo(first.value());
    assertThat(back.get("previous").asText()).isEqualTo(second.value());
    assertServes(first);

    var held = model.train("{'seed':3}");
    assertThat(held.outcome()).isEqualTo(Outcome.HELD);
    assertThat(held.reason()).isEqualTo("pinned");
    assertServes(first);

    done("promote", "chosen", held.version().orElseThrow().value(), "--json");
    assertServes(held.version().orElseThrow());

    done("unpin", "chosen", "--json");
    VersionId newest = model.train("{'seed':4}").version().orElseThrow();
    assertServes(newest);
    model.assertConsistent();

    JsonNode history = done("history", "chosen", "--json");
    assertThat(StreamSupport.stream(history.spliterator(), false))
        .extracting(entry -> entry.get("action").asText())
        .containsExactly(
            "promoted",
            "unpinned",
            "promoted-by-hand",
            "held",
            "rolled-back",
            "promoted",
            "promoted");
    assertThat(history.get(4).get("why").asText()).isEqualTo("odd answers");
    assertThat(history).allMatch(entry -> entry.get("published").asBoolean());

    assertThat(cloud.verb("promote", "chosen", "20200101T000000Z-000000").exit()).isEqualTo(1);
    assertThat(cloud.verb("unpin", "chosen").exit()).isEqualTo(1);
    assertThat(cloud.verb("promote", "chosen", "newest").exit()).isEqualTo(2);
  }

  private JsonNode done(String... words) {
    Verbs.Outcome outcome = cloud.verb(words);
    assertThat(outcome.exit()).as(outcome.out()).isZero();
    return Cloud.parse(outcome.out());
  }

  private void assertServes(VersionId version) {
    cloud.advance(Duration.ofMinutes(1));
    HttpResponse<String> answer = model.predict(Flowers.SETOSA);
    assertThat(answer.headers().firstValue("x-model-version")).hasValue(version.value());
    assertThat(answer.headers().firstValue("x-model-stale")).isEmpty();
  }
}
