package dev.sundial.local.part;

import java.io.IOException;
import java.util.List;

/**
 * DynamoDB Local, its tables kept in one file. One database whatever key or region a request is
 * signed with, and no telemetry.
 */
public final class DynamoDbPart {

  private static final String MAIN = "dev.sundial.local.part.dynamodb.DynamoDbServer";

  /** 130 MB in all; requests and answers are at most 16 MB. */
  private static final List<String> OPTIONS =
      List.of(
          "-Xmx160m",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:+ExitOnOutOfMemoryError",
          "-XX:-UsePerfData",
          "--enable-native-access=ALL-UNNAMED");

  private DynamoDbPart() {}

  /** Starts it; {@link PartProcess#awaitReady} waits until it serves. */
  static PartProcess launch(PartHome home) throws IOException {
    return PartProcess.launch("DynamoDB Local", home, OPTIONS, MAIN, home.make("data"));
  }
}
