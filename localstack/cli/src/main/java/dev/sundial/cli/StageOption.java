package dev.sundial.cli;

import picocli.CommandLine.Option;

/** The options every verb has. */
final class StageOption extends TargetOption {
  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  boolean json() {
    return json;
  }
}
