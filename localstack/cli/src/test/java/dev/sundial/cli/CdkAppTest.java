package dev.sundial.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sundial.naming.StageName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CdkAppTest {
  private static final Map<String, String> MOVED =
      Map.of(
          "links.console", "http://127.0.0.1:4666/_sundial/console",
          "links.runbook", "http://127.0.0.1:4666/_sundial/runbook");

  private final Path folder;

  CdkAppTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private Workspace at(int port) {
    return new Workspace(folder, folder, folder, port, 8080);
  }

  private static Map<String, String> settings(Workspace workspace, StageName stage) {
    return CdkApp.of(workspace, stage, Map.of()).settings();
  }

  @Test
  void messagesLeadToThePagesOfTheCloudThatSendsThem() {
    assertThat(settings(at(4566), StageName.LOCAL)).isEmpty();
    assertThat(settings(at(4666), StageName.LOCAL)).isEqualTo(MOVED);
    assertThat(settings(at(4666), StageName.SIMULATE)).isEqualTo(MOVED);
    assertThat(settings(at(4666), new StageName("dev"))).isEmpty();
  }

  @Test
  void theCloudThatIsUpCountsAndNotTheVariable() throws IOException {
    Workspace workspace = at(4566);
    workspace.markRunning(Workspace.Running.here(4666, 8180));
    assertThat(settings(workspace, StageName.LOCAL)).isEqualTo(MOVED);
  }

  @Test
  void aLinkThatIsSetStays() {
    Map<String, String> set = Map.of("links.console", "https://example.org/console");
    assertThat(CdkApp.of(at(4666), StageName.LOCAL, set).settings())
        .containsAllEntriesOf(set)
        .containsEntry("links.runbook", "http://127.0.0.1:4666/_sundial/runbook");
  }
}
