package dev.sundial.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sundial.e2e.AwsCommandLine.Said;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every {@code aws} on the path, unmodified, against the deployed stage. Without one the tests are
 * not run, and say so.
 */
@ExtendWith(CloudExtension.class)
final class CommandLineIT {
  private final Cloud cloud;
  private final Path folder;
  private final List<Path> clis = AwsCommandLine.clis();

  CommandLineIT(Cloud cloud, @TempDir Path folder) {
    this.cloud = cloud;
    this.folder = folder;
    Assumptions.assumeFalse(clis.isEmpty(), "there is no aws on the path");
  }

  private Said run(Path cli, String... arguments) {
    return new AwsCommandLine(cli, cloud).run(arguments);
  }

  @Test
  void carriesAnObjectOfSeveralPartsThereAndBack() throws IOException {
    Path original = Files.write(folder.resolve("parts"), new byte[9 * 1024 * 1024]);
    String bucket = cloud.model("iris").dataBucket();
    for (Path cli : clis) {
      String object = "s3://" + bucket + "/cli/parts";
      Path back = folder.resolve("back");
      assertThat(run(cli, "s3", "cp", original.toString(), object, "--no-progress").out())
          .startsWith("upload:");
      assertThat(run(cli, "s3", "cp", object, back.toString(), "--no-progress").out())
          .startsWith("download:");
      assertThat(back).hasSameBinaryContentAs(original);
      assertThat(run(cli, "s3", "cp", object, object + "2", "--no-progress").out())
          .startsWith("copy:");
      assertThat(run(cli, "s3", "rm", "s3://" + bucket + "/cli/", "--recursive").out())
          .contains("delete: " + object, "delete: " + object + "2");
    }
  }

  @Test
  void readsBackWhatTheTemplateMade() {
    String training = cloud.model("iris").function();
    for (Path cli : clis) {
      assertThat(
              run(cli, "lambda", "get-function-configuration", "--function-name", training)
                  .json()
                  .get("Runtime")
                  .asText())
          .isEqualTo("java25");
      assertThat(
              run(cli, "scheduler", "list-schedules", "--query", "Schedules[].State")
                  .json()
                  .toString())
          .contains("ENABLED");
      assertThat(
              run(cli, "apigateway", "get-rest-apis", "--query", "items[].name").json().toString())
          .isEqualTo("[\"sundial-local-api\"]");
      assertThat(run(cli, "sqs", "list-queues", "--query", "length(QueueUrls)").json().asInt())
          .isGreaterThanOrEqualTo(4);
      assertThat(
              run(cli, "iam", "list-roles", "--page-size", "1", "--query", "length(Roles)")
                  .json()
                  .asInt())
          .isGreaterThan(1);
      assertThat(
              run(
                      cli,
                      "cloudformation",
                      "list-stack-resources",
                      "--stack-name",
                      "sundial-local",
                      "--query",
                      "length(StackResourceSummaries)")
                  .json()
                  .asInt())
          .isGreaterThan(10);
    }
  }

  @Test
  void isToldWhatIsNotThereAsByAws() {
    String bucket = cloud.model("iris").dataBucket();
    for (Path cli : clis) {
      refused(cli, "UnknownOperationException", "kms", "list-keys");
      refused(cli, "InvalidAction", "rds", "describe-db-instances");
      refused(cli, "UnknownOperationException", "lambda", "list-layers");
      refused(cli, "InvalidAction", "iam", "list-users");
      refused(cli, "NotImplemented", "s3api", "get-bucket-acl", "--bucket", bucket);
      refused(
          cli,
          "ResourceNotFoundException",
          "logs",
          "describe-log-streams",
          "--log-group-name",
          "x");
    }
  }

  private void refused(Path cli, String code, String... arguments) {
    Said said = run(cli, arguments);
    assertThat(said.exit()).as(said.out()).isNotZero();
    assertThat(said.out()).contains("An error occurred (" + code + ")");
  }
}
