package dev.sundial.infra;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The templates that the end-to-end tests deploy, written by the CDK app in this process. */
public final class Templates {

  private Templates() {}

  /**
   * Synthesises the stage {@code local} of a checkout with other models.
   *
   * @param home the checkout
   * @param models folder of the models' yaml
   * @param out where the cloud assembly goes
   * @param probeEvery how often the probe looks, such as {@code PT5M}
   */
  public static void write(Path home, Path models, Path out, String probeEvery) {
    ByteArrayOutputStream errors = new ByteArrayOutputStream();
    String[] arguments = {
      "--stage",
      "local",
      "--models",
      models.toString(),
      "--out",
      out.toString(),
      "--set",
      "probe.every=" + probeEvery
    };
    int exit =
        SundialApp.run(
            arguments, home, home, new PrintStream(errors, true, StandardCharsets.UTF_8));
    if (exit != 0) {
      throw new IllegalStateException(errors.toString(StandardCharsets.UTF_8));
    }
  }
}
