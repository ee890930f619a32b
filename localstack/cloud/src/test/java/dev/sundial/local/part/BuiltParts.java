package dev.sundial.local.part;

import dev.sundial.local.clock.OffsetFile;
import java.nio.file.Path;
import java.util.List;

/** The parts as the build left them beside this module, with their state in a folder of a test. */
public final class BuiltParts {

  private BuiltParts() {}

  /** Starts both under the clock agent. */
  public static Parts start(Path folder, OffsetFile clock) throws Exception {
    var agent =
        List.of(
            "-javaagent:"
                + Path.of("../clock/target/clock-agent.jar").toRealPath()
                + "="
                + clock.path());
    return Parts.start(
        new PartHome(Path.of("../dynamodb/target/lib"), folder.resolve("dynamodb"), agent),
        new PartHome(Path.of("../s3/target/lib"), folder.resolve("s3"), agent));
  }
}
