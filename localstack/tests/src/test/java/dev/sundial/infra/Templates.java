package dev.sundial.infra;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The templates that the end-to-end tests deploy, written by the CDK app in this process. */
public final class Templates {

  private Templates() {}

  /**
   * Synthesises the stage {@code local} of a checkout with other models.
   *
   * @param home the checkout
   * @param models folder of the models' yaml
   * @param out where the cloud assembly goes
   * @param settings of the stage, such as {@code probe.every=PT5M}
   */
  public static void write(Path home, Path models, Path out, String... settings) {
    ByteArrayOutputStream errors = new ByteArrayOutputStream();
    List<String> arguments =
        new ArrayList<>(
            List.of("--stage", "local", "--models", models.toString(), "--out", out.toString()));
    for (String setting : settings) {
      arguments.addAll(List.of("--set", setting));
    }
    int exit =
        SundialApp.run(
            arguments.toArray(String[]::new),
            home,
            home,
            new PrintStream(errors, true, StandardCharsets.UTF_8));
    if (exit != 0) {
      throw new IllegalStateException(errors.toString(StandardCharsets.UTF_8));
    }
  }
}
