package dev.sundial.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a command line did.
 *
 * @param exit its code
 * @param out its standard output, stripped
 * @param err its standard error, stripped
 */
record Typed(int exit, String out, String err) {

  static Typed line(String... words) {
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    ByteArrayOutputStream complained = new ByteArrayOutputStream();
    System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(complained, true, StandardCharsets.UTF_8));
    try {
      int exit = Main.run(words);
      return new Typed(
          exit,
          said.toString(StandardCharsets.UTF_8).strip(),
          complained.toString(StandardCharsets.UTF_8).strip());
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
  }

  /** Makes a folder the checkout, whose local cloud runs in this process on these ports. */
  static void checkout(Path home, int port) throws IOException {
    System.setProperty("sundial.home", home.toString());
    System.setProperty("sundial.build", home.resolve("build").toString());
    Path state = Files.createDirectories(home.resolve(".sundial/state"));
    new Workspace(home, home.resolve("build"), state, port, port)
        .markRunning(Workspace.Running.here(port, port));
  }
}
