package dev.sundial.local.part;

import java.io.IOException;
import java.util.List;

/** S3Mock, its buckets and objects kept in a folder. */
public final class S3Part {

  private static final String MAIN = "dev.sundial.local.part.s3.S3Server";

  /** 170 MB in all; objects are streamed. */
  private static final List<String> OPTIONS =
      List.of(
          "-Xmx128m",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:+ExitOnOutOfMemoryError",
          "-XX:-UsePerfData");

  private S3Part() {}

  /** Starts it; {@link PartProcess#awaitReady} waits until it serves. */
  static PartProcess launch(PartHome home) throws IOException {
    return PartProcess.launch("S3Mock", home, OPTIONS, MAIN, home.make("data"));
  }
}
