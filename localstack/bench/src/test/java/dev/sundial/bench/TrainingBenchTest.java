package dev.sundial.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sundial.dataset.Dataset;
import dev.sundial.dataset.DatasetReader;
import dev.sundial.dataset.RowBudget;
import dev.sundial.dataset.Target;
import dev.sundial.spec.ModelSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingBenchTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void theDataIsAlwaysTheSame() throws Exception {
    byte[] once = Files.readAllBytes(MadeData.write(folder.resolve("a"), 200));
    byte[] again = Files.readAllBytes(MadeData.write(folder.resolve("b"), 200));
    assertThat(again).isEqualTo(once);
    byte[] more = Files.readAllBytes(MadeData.write(folder.resolve("a"), 300));
    assertThat(more).startsWith(once).hasSizeGreaterThan(once.length);
  }

  @Test
  void isTwentyColumnsOfNumbersAndThreeClasses() throws Exception {
    Path file = MadeData.write(folder, 3000);
    ModelSpec spec =
        ModelSpec.fromJson(
            "{\"name\":\"bench\",\"task\":\"classification\",\"target\":\"label\",\"trainer\":{\"name\":\"cart\"}}");
    Dataset data =
        new DatasetReader(new FileBucket(file, "bench/"), "bench", new RowBudget(10_000_000))
            .read(spec)
            .dataset();
    assertThat(data.features()).hasSize(20);
    assertThat(data.rows()).isEqualTo(3000);
    Target.Labels labels = (Target.Labels) data.target();
    assertThat(labels.names()).containsExactly("a", "b", "c");
    assertThat(Arrays.stream(labels.counts()).boxed())
        .allSatisfy(count -> assertThat(count).isBetween(900, 1100));
  }

  @Test
  void whatIsThereIsNotMadeAgain() throws Exception {
    Path file = MadeData.write(folder, 100);
    Files.writeString(file, "kept");
    assertThat(Files.readString(MadeData.write(folder, 100))).isEqualTo("kept");
  }
}
