package dev.sundial.local.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sundial.local.endpoint.AwsResponse;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DeploymentHandTest {
  private final FakeSources fake = new FakeSources();
  private final Pages pages = new Pages(fake.sources());
  private final PageClient client = new PageClient(pages);
  private final Path folder;

  DeploymentHandTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private String assembly() {
    return "{'assembly':'" + folder + "','build':'b1'}";
  }

  private AwsResponse deploy() throws Exception {
    return client.send("POST", "/deploy", assembly());
  }

  private static String streamed(AwsResponse response) throws Exception {
    var out = new ByteArrayOutputStream();
    ((AwsResponse.Body.Streamed) response.body()).writer().writeTo(out);
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void tellsWhatADeploymentWouldDo() throws Exception {
    fake.deploy(folder, "a value");

    AwsResponse nothing = client.send("POST", "/diff", assembly());

    assertThat(nothing.status()).isEqualTo(200);
    assertThat(PageClient.text(nothing))
        .isEqualTo(
            "{\"stacks\":[{\"stack\":\"app\",\"action\":\"change in place\",\"remark\":\"\","
                + "\"resources\":[],\"outputs\":[]}],\"problems\":[]}");
  }

  @Test
  void refusesAFolderThatIsNoAssembly() throws Exception {
    AwsResponse relative = client.send("POST", "/diff", "{'assembly':'cdk.out'}");
    assertThat(relative.status()).isEqualTo(400);
    assertThat(deploy().status()).isEqualTo(400);
    assertThat(client.send("GET", "/diff", "").status()).isEqualTo(405);
  }

  @Test
  void deploysNothingBeforeSomebodyDoesIt() throws Exception {
    fake.deploy(folder, "a value");

    AwsResponse early = deploy();

    assertThat(early.status()).isEqualTo(409);
    assertThat(PageClient.text(early))
        .isEqualTo("{\"message\":\"the local cloud is not ready yet\"}");
  }

  @Test
  void streamsWhatIsSaidAndHowItEnded() throws Exception {
    fake.deploy(folder, "a value");
    pages.onDeploy((assembly, build, say) -> say.accept(assembly.equals(folder) + " " + build));

    assertThat(streamed(deploy())).isEqualTo("{\"say\":\"true b1\"}\n{\"done\":\"\"}\n");

    pages.onDeploy(
        (assembly, build, say) -> {
          throw new IllegalStateException("no");
        });
    assertThat(streamed(deploy())).isEqualTo("{\"failed\":\"no\"}\n");
  }
}
