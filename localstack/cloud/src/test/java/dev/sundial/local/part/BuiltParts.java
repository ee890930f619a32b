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
    return Parts.start(dynamoDbHome(folder, agent), s3Home(folder, agent));
  }

  /** Starts DynamoDB Local alone, in real time. */
  public static PartProcess dynamoDb(Path folder) throws Exception {
    return DynamoDbPart.launch(dynamoDbHome(folder, List.of())).awaitReady();
  }

  /** Starts S3Mock alone, in real time. */
  public static PartProcess s3(Path folder) throws Exception {
    return S3Part.launch(s3Home(folder, List.of())).awaitReady();
  }

  private static PartHome dynamoDbHome(Path folder, List<String> options) {
    return new PartHome(Path.of("../dynamodb/target/lib"), folder.resolve("dynamodb"), options);
  }

  private static PartHome s3Home(Path folder, List<String> options) {
    return new PartHome(Path.of("../s3/target/lib"), folder.resolve("s3"), options);
  }
}
