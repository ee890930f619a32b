package dev.sundial.local.part;

import dev.sundial.local.clock.OffsetFile;
import java.nio.file.Path;

/** A process that keeps both parts, prints their ids and then does nothing, until it is killed. */
final class PartsKeeper {

  private PartsKeeper() {}

  public static void main(String[] args) throws Exception {
    var folder = Path.of(args[0]);
    var parts = BuiltParts.start(folder, OffsetFile.open(folder.resolve("clock")));
    System.out.println(parts.dynamoDb().pid() + " " + parts.s3().pid());
    Thread.currentThread().join();
  }
}
