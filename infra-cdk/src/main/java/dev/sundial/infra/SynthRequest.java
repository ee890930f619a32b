package dev.sundial.infra;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What to synthesise, from where to where.
 *
 * @param stage the stage's name; absent means the CDK's context value {@code stage}
 * @param models folder of the models' yaml
 * @param stages folder of the stages' yaml
 * @param zips folder of the functions' zips
 * @param out where the cloud assembly goes; absent means where the CDK CLI wants it, else {@code
 *     infra-cdk/cdk.out/{stage}}
 * @param home the repository
 * @param settings fields of the stage's yaml set otherwise
 */
record SynthRequest(
    Optional<String> stage,
    Path models,
    Path stages,
    Path zips,
    Optional<Path> out,
    Path home,
    List<Setting> settings) {

  SynthRequest {
    settings = List.copyOf(settings);
  }

  static final String USAGE =
      """
      usage: SundialApp [--stage NAME] [--out DIR] [--models DIR] [--stages DIR] [--zips DIR] [--home DIR] [--set FIELD=VALUE]...
        --stage      which stages/NAME.yaml; default: the CDK's context value `stage`
        --out        where the cloud assembly goes; default: infra-cdk/cdk.out/NAME
        --models     the models' yaml; default: infra-cdk/models
        --stages     the stages' yaml; default: infra-cdk/stages
        --zips       the functions' zips, FUNCTION.zip or FUNCTION/target/FUNCTION.zip; default: functions
        --home       the repository that the defaults lie in; default: here
        --set        a field of the stage's yaml set otherwise, such as auth=iam""";

  private static final List<String> OPTIONS =
      List.of("--stage", "--out", "--models", "--stages", "--zips", "--home");

  /**
   * @param here what relative paths are relative to
   * @param home the repository, unless the arguments say
   * @throws IllegalArgumentException when mistyped
   */
  static SynthRequest parse(String[] arguments, Path here, Path home) {
    Map<String, String> given = new TreeMap<>();
    List<Setting> settings = new ArrayList<>();
    for (int i = 0; i < arguments.length; i += 2) {
      if (!OPTIONS.contains(arguments[i]) && !arguments[i].equals("--set")) {
        throw new IllegalArgumentException("unknown option " + arguments[i]);
      }
      if (i + 1 == arguments.length) {
        throw new IllegalArgumentException(arguments[i] + " needs a value");
      }
      if (arguments[i].equals("--set")) {
        settings.add(Setting.parse(arguments[i + 1]));
      } else if (given.put(arguments[i], arguments[i + 1]) != null) {
        throw new IllegalArgumentException(arguments[i] + " is there twice");
      }
    }
    Path repository = path(given, "--home", here).orElse(home);
    return new SynthRequest(
        Optional.ofNullable(given.get("--stage")),
        path(given, "--models", here).orElse(repository.resolve("infra-cdk/models")),
        path(given, "--stages", here).orElse(repository.resolve("infra-cdk/stages")),
        path(given, "--zips", here).orElse(repository.resolve("functions")),
        path(given, "--out", here),
        repository,
        settings);
  }

  Path defaultOut(String stageName) {
    return home.resolve("infra-cdk/cdk.out").resolve(stageName);
  }

  private static Optional<Path> path(Map<String, String> given, String option, Path here) {
    return Optional.ofNullable(given.get(option)).map(here::resolve);
  }
}
