package dev.sundial.cli;

import dev.sundial.naming.StageName;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Which stage a verb acts on. */
@Command(mixinStandardHelpOptions = true)
class TargetOption {
  @Option(
      names = "--stage",
      paramLabel = "NAME",
      defaultValue = "local",
      converter = Converter.class,
      description = "The stage to act on; default ${DEFAULT-VALUE}.")
  private StageName stage = StageName.LOCAL;

  StageName stage() {
    return stage;
  }

  boolean isLocal() {
    return stage.isLocal();
  }

  /** Where it runs, if it does on this machine. */
  Workspace workspace() {
    return Workspace.ofLauncher().of(stage);
  }

  /** The deployed stage; fails when there is none. */
  DeployedStage connect() {
    return DeployedStage.connect(stage, workspace());
  }

  /** Reads a stage name. */
  static final class Converter implements ITypeConverter<StageName> {
    @Override
    public StageName convert(String value) {
      try {
        return new StageName(value);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }
}
