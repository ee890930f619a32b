package dev.sundial.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CodeStoreTest {

  @Test
  void unpacksAZipOnceIntoAFolderOfItsDigest(@TempDir Path folder) throws IOException {
    CodeStore store = new CodeStore(folder.resolve("code"));
    Path zip = zip(folder.resolve("a.zip"), Map.of("lib/a.jar", "jar", "B.class", "class"));
    CodeStore.Code code = store.add(zip);
    assertThat(code.bytes()).isEqualTo(Files.size(zip));
    Path root = store.taskRoot(code.sha256());
    assertThat(root.resolve("lib/a.jar")).hasContent("jar");
    assertThat(root.resolve("B.class")).hasContent("class");
    Files.delete(root.resolve("B.class"));
    assertThat(store.add(zip)).isEqualTo(code);
    assertThat(root.resolve("B.class")).doesNotExist();
  }

  @Test
  void takesAFolderAsItIs(@TempDir Path folder) throws IOException {
    CodeStore store = new CodeStore(folder.resolve("code"));
    Path source = Files.createDirectories(folder.resolve("asset/lib"));
    Files.writeString(source.resolve("a.jar"), "jar");
    CodeStore.Code before = store.add(folder.resolve("asset"));
    assertThat(store.taskRoot(before.sha256()).resolve("lib/a.jar")).hasContent("jar");
    Files.writeString(source.resolve("a.jar"), "other");
    assertThat(store.add(folder.resolve("asset")).sha256()).isNotEqualTo(before.sha256());
  }

  @Test
  void refusesAZipThatReachesOutside(@TempDir Path folder) throws IOException {
    CodeStore store = new CodeStore(folder.resolve("code"));
    Path zip = zip(folder.resolve("a.zip"), Map.of("../outside", "x"));
    assertThatThrownBy(() -> store.add(zip))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the zip reaches outside: ../outside");
    assertThat(folder.resolve("code/outside")).doesNotExist();
  }

  @Test
  void refusesWhatIsNoZip(@TempDir Path folder) throws IOException {
    CodeStore store = new CodeStore(folder.resolve("code"));
    Path text = Files.writeString(folder.resolve("a.zip"), "no zip");
    assertThatThrownBy(() -> store.add(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("not a zip file, or an empty one: a.zip");
  }

  @Test
  void keepsOnlyWhatIsStillUsed(@TempDir Path folder) throws IOException {
    CodeStore store = new CodeStore(folder.resolve("code"));
    String kept = store.add(zip(folder.resolve("a.zip"), Map.of("a", "1"))).sha256();
    String dropped = store.add(zip(folder.resolve("b.zip"), Map.of("a", "2"))).sha256();
    store.retain(Set.of(kept));
    assertThat(store.taskRoot(kept)).exists();
    assertThat(store.taskRoot(dropped)).doesNotExist();
  }

  private static Path zip(Path file, Map<String, String> entries) throws IOException {
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
      for (Map.Entry<String, String> entry : entries.entrySet()) {
        out.putNextEntry(new ZipEntry(entry.getKey()));
        out.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
      }
    }
    return file;
  }
}
