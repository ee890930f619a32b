package dev.sundial.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WorkspaceTest {
  private final Path state;
  private final Workspace workspace;

  WorkspaceTest(@TempDir Path state) {
    this.state = state;
    this.workspace = new Workspace(state, state, state, 4566, 8080);
  }

  @Test
  void knowsTheProcessThatRunsAndItsPorts() throws IOException {
    assertThat(workspace.running()).isEmpty();
    workspace.markRunning(Workspace.Running.here(1234, 5678));

    assertThat(workspace.withRunningPorts().port()).isEqualTo(1234);
    assertThat(workspace.withRunningPorts().apiPort()).isEqualTo(5678);
    assertThat(workspace.running().flatMap(Workspace.Running::process))
        .contains(ProcessHandle.current());

    workspace.markStopped();
    assertThat(workspace.running()).isEmpty();
  }

  @Test
  void anotherProcessThatWasGivenTheNumberIsNotIt() throws IOException {
    Workspace.Running here = Workspace.Running.here(1234, 5678);
    workspace.markRunning(
        new Workspace.Running(
            here.pid(), here.startedAt().minus(Duration.ofSeconds(3)), 1234, 5678));

    assertThat(workspace.running()).isEmpty();
  }

  @Test
  void whatIsNoNoteOfOursMeansNothingRuns() throws IOException {
    Files.writeString(state.resolve("running.json"), "{");
    assertThat(workspace.running()).isEmpty();
    Files.writeString(state.resolve("running.json"), "{}");
    assertThat(workspace.running()).isEmpty();
  }

  @Test
  void aTakenPortIsNamed() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> Ports.requireFree(taken.getLocalPort(), "SUNDIAL_PORT"))
          .isInstanceOf(VerbFailed.class)
          .hasMessage(
              "port "
                  + taken.getLocalPort()
                  + " is taken: stop what listens there, or set SUNDIAL_PORT");
    }
  }

  @Test
  void freshEmptiesOnlyAFolderOfOurs() throws IOException {
    Path kept = Files.writeString(state.resolve("thesis.txt"), "mine");
    assertThatThrownBy(() -> StateFolder.prepare(state, true))
        .hasMessageContaining("is not a state folder of Sundial: it is left alone");
    assertThat(kept).exists();

    Path ours = state.resolve("ours");
    StateFolder.prepare(ours, false);
    Path old = Files.writeString(ours.resolve("old"), "");
    StateFolder.prepare(ours, false);
    assertThat(old).exists();
    StateFolder.prepare(ours, true);
    assertThat(old).doesNotExist();
    assertThat(ours).exists();
  }

  @Test
  void upsLastLineIsKnownInBothForms() {
    Ready ready = new Ready(12.345, 4566, 8080);

    assertThat(ready.text())
        .isEqualTo(
            "ready in 12.3 s  http://127.0.0.1:8080  AWS endpoint and pages"
                + " http://127.0.0.1:4566/_sundial/");
    assertThat(ready.json())
        .isEqualTo(
            "{\"readyInSeconds\":12.3,\"api\":\"http://127.0.0.1:8080\","
                + "\"endpoint\":\"http://127.0.0.1:4566\","
                + "\"pages\":\"http://127.0.0.1:4566/_sundial/\"}");
    assertThat(Ready.isIt(ready.text())).isTrue();
    assertThat(Ready.isIt(ready.json())).isTrue();
    assertThat(Ready.isIt("training iris")).isFalse();
  }
}
