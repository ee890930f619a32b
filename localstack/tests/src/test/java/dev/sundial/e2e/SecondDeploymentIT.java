package dev.sundial.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sundial.cli.Verbs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A changed template: shown first, then done, and nothing else touched. */
@ExtendWith(CloudExtension.class)
@Tag(Cloud.LOCAL)
final class SecondDeploymentIT {
  private static final String STACK = "sundial-local-seeds-model";

  private final Cloud cloud;
  private final Path edited;

  SecondDeploymentIT(Cloud cloud, @TempDir Path folder) {
    this.cloud = cloud;
    this.edited = folder.resolve("cdk.out");
  }

  @Test
  void changesOnlyTheScheduleThatWasEdited() throws IOException {
    new EditedTemplates(cloud.templates(), edited)
        .edit(
            STACK, "Schedule", schedule -> schedule.put("ScheduleExpression", "cron(7 7 * * ? *)"));

    Verbs.Outcome diff = cloud.verb("diff", "--app", edited.toString(), "--json");
    assertThat(diff.exit()).as(diff.out()).isZero();
    JsonNode changed = onlyChange(Cloud.parse(diff.out()));
    assertThat(changed.get("type").asText()).isEqualTo("AWS::Scheduler::Schedule");
    assertThat(changed.get("action").asText()).isEqualTo("change in place");
    assertThat(changed.get("properties")).hasSize(1);
    assertThat(changed.get("properties").get(0).get("path").asText())
        .isEqualTo("ScheduleExpression");

    cloud.deploy(edited);
    assertThat(cloud.page("changes.json").get("deployments").get(0).get("reached").toString())
        .isEqualTo(
            "{\"sundial-local-seeds-model/"
                + changed.get("logicalId").asText()
                + "\":\"UPDATE_COMPLETE\"}");
    assertThat(cloud.verb("diff", "--app", edited.toString(), "--fail").exit()).isZero();

    assertThat(cloud.verb("diff", "--app", cloud.templates().toString(), "--fail").exit())
        .isEqualTo(1);
    cloud.deploy(cloud.templates());
    assertThat(cloud.verb("diff", "--app", cloud.templates().toString(), "--fail").exit()).isZero();
  }

  private static JsonNode onlyChange(JsonNode preview) {
    List<JsonNode> found = new ArrayList<>();
    for (JsonNode stack : preview.get("stacks")) {
      stack.get("resources").forEach(found::add);
    }
    assertThat(found).hasSize(1);
    return found.getFirst();
  }
}
