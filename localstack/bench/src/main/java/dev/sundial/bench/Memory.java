package dev.sundial.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What processes hold, by the kernel's book. */
final class Memory {

  private Memory() {}

  /** MB of a process and of all it started; pages that processes share are shared among them. */
  static double ofTree(ProcessHandle process) {
    return megabytes(process) + process.descendants().mapToDouble(Memory::megabytes).sum();
  }

  /** MB of those a process started, itself or through others, whose command has the text. */
  static double ofThose(ProcessHandle process, String text) {
    return process
        .descendants()
        .filter(started -> command(started).contains(text))
        .mapToDouble(Memory::megabytes)
        .sum();
  }

  /** MB of one process; 0 when it has ended. */
  static double megabytes(ProcessHandle process) {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/smaps_rollup"))) {
        if (line.startsWith("Pss:")) {
          return Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024;
        }
      }
    } catch (IOException e) {
      // It has ended meanwhile.
    }
    return 0;
  }

  /** Its command line; the one that Java tells ends after a page. */
  private static String command(ProcessHandle process) {
    try {
      return Files.readString(Path.of("/proc/" + process.pid() + "/cmdline"));
    } catch (IOException e) {
      return "";
    }
  }
}
