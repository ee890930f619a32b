package dev.sundial.infra;

import dev.sundial.json.Form;
import dev.sundial.json.InvalidDocumentException;
import dev.sundial.json.Problem;
import dev.sundial.json.Value;
import dev.sundial.naming.ModelName;
import dev.sundial.spec.ModelSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A stage and all models, as the yaml files declare them.
 *
 * @param stage the stage asked for
 * @param models in order of their names; at least one
 */
record Declarations(StageSpec stage, List<ModelSpec> models) {

  private record DeclaredModel(YamlFile file, ModelSpec spec) {}

  Declarations {
    models = List.copyOf(models);
  }

  List<ModelName> modelNames() {
    return models.stream().map(ModelSpec::name).toList();
  }

  /**
   * Reads one stage and every model.
   *
   * @throws InvalidDocumentException with every problem of every file
   * @throws SynthException when a folder, the stage or any model is not there
   */
  static Declarations read(SynthRequest request, String stageName) {
    Path models = request.models();
    List<Path> files = yamlFiles(models);
    List<Problem> problems = new ArrayList<>(misnamed(models));
    if (files.isEmpty() && problems.isEmpty()) {
      throw new SynthException(models + " holds no model: add one, such as iris.yaml");
    }
    Optional<YamlFile> stageFile =
        YamlFile.read(stageFile(request.stages(), stageName), problems)
            .map(file -> file.with(request.settings()));
    Optional<StageSpec> stage = stageFile.flatMap(file -> stage(file, problems));
    List<DeclaredModel> declared =
        files.stream().flatMap(file -> model(file, problems).stream()).toList();
    if (stageFile.isPresent() && stage.isPresent()) {
      check(stageFile.get(), stage.get(), declared, problems.isEmpty(), problems);
    }
    if (!problems.isEmpty() || stage.isEmpty()) {
      throw new InvalidDocumentException(problems);
    }
    return new Declarations(
        stage.get(),
        declared.stream()
            .map(DeclaredModel::spec)
            .sorted(Comparator.comparing(ModelSpec::name))
            .toList());
  }

  private static Optional<StageSpec> stage(YamlFile file, List<Problem> problems) {
    Form.Problems found = new Form.Problems();
    StageSpec read = StageSpec.read(file.document(), file.stem(), found);
    try {
      found.throwIfAny();
      return Optional.of(read);
    } catch (InvalidDocumentException e) {
      problems.addAll(e.problems());
      return Optional.empty();
    }
  }

  private static Optional<DeclaredModel> model(Path path, List<Problem> problems) {
    Optional<YamlFile> file = YamlFile.read(path, problems);
    try {
      Optional<DeclaredModel> model =
          file.map(f -> new DeclaredModel(f, ModelSpec.read(f.document())));
      model
          .filter(m -> !m.spec.name().value().equals(m.file.stem()))
          .ifPresent(
              m ->
                  problems.add(
                      new Problem(
                          m.file.place("name"), "must be the file's name, " + m.file.stem())));
      return model;
    } catch (InvalidDocumentException e) {
      problems.addAll(e.problems());
      return Optional.empty();
    }
  }

  /** What only stage and models together can get wrong. */
  private static void check(
      YamlFile stageFile,
      StageSpec stage,
      List<DeclaredModel> models,
      boolean complete,
      List<Problem> problems) {
    List<ModelName> names = models.stream().map(m -> m.spec.name()).toList();
    stage
        .defaultModel()
        .filter(name -> complete && !names.contains(name))
        .ifPresent(
            name ->
                problems.add(
                    new Problem(
                        stageFile.place("defaultModel"),
                        "there is no model " + name + ", only " + listed(names))));
    Environments environments = Environments.longest(stage);
    tooLong(environments.prediction(names))
        .ifPresent(
            message ->
                problems.add(
                    new Problem(
                        stageFile.document().at(), "has more models than fit: " + message)));
    tooLong(
            environments.probe(
                models.stream().map(DeclaredModel::spec).toList(),
                longest(),
                longest(),
                "amazonaws.com.cn"))
        .ifPresent(
            message ->
                problems.add(
                    new Problem(
                        stageFile.document().at(), "has more models than fit: " + message)));
    stage
        .jwt()
        .filter(jwt -> stage.auth() == StageSpec.Auth.JWT)
        .flatMap(jwt -> tooLong(environments.authorizer(jwt)))
        .ifPresent(
            message ->
                problems.add(new Problem(stageFile.place("jwt"), "says too much: " + message)));
    models.forEach(model -> problems.addAll(problems(stage, model, environments)));
  }

  private static List<Problem> problems(
      StageSpec stage, DeclaredModel model, Environments environments) {
    List<Problem> problems = new ArrayList<>();
    tooLong(environments.training(model.spec))
        .ifPresent(
            message ->
                problems.add(
                    new Problem(
                        model.file.place("features"),
                        "model " + model.spec.name() + " is too large a spec: " + message)));
    if (stage.architecture() == StageSpec.Architecture.ARM64
        && model.spec.trainer().kind().needsX86()) {
      problems.add(
          new Problem(
              model.file.place("trainer", "name"),
              model.spec.trainer().kind().id()
                  + " trains on x86_64 only, and stage "
                  + stage.name()
                  + " is arm64"));
    }
    if (stage.trigger() == StageSpec.Trigger.RULE
        && !model.spec.schedule().timezone().equals(ZoneId.of("UTC"))) {
      problems.add(
          new Problem(
              model.file.place("schedule", "timezone"),
              "must be UTC: stage "
                  + stage.name()
                  + " triggers by rule, and rules know no time zone"));
    }
    return problems;
  }

  /** As long as an API's address or a topic's ARN can become. */
  private static String longest() {
    return "-".repeat(100);
  }

  private static Optional<String> tooLong(Map<String, String> environment) {
    int bytes = Environments.bytes(environment);
    return bytes <= Environments.MAX_BYTES
        ? Optional.empty()
        : Optional.of(
            "the function's environment would take "
                + bytes
                + " bytes, and Lambda takes at most "
                + Environments.MAX_BYTES);
  }

  private static Path stageFile(Path stages, String name) {
    List<Path> files = yamlFiles(stages);
    return files.stream()
        .filter(file -> file.getFileName().toString().equals(name + YamlFile.ENDING))
        .findFirst()
        .orElseThrow(
            () ->
                new SynthException(
                    "there is no stage " + name + " in " + stages + ", only " + stems(files)));
  }

  /** Files that look like a model and would be passed over. */
  private static List<Problem> misnamed(Path folder) {
    return files(folder, "(?i).*\\.ya?ml").stream()
        .filter(file -> !file.toString().endsWith(YamlFile.ENDING))
        .map(
            file ->
                new Problem(
                    new Value.Place(YamlFile.source(file), 0, ""),
                    "must end in " + YamlFile.ENDING + " to be read"))
        .toList();
  }

  private static List<Path> yamlFiles(Path folder) {
    return files(folder, ".*\\.yaml");
  }

  private static List<Path> files(Path folder, String pattern) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.getFileName().toString().matches(pattern)).sorted().toList();
    } catch (IOException e) {
      throw new SynthException("cannot read the folder " + folder);
    }
  }

  private static String stems(List<Path> files) {
    return files.stream()
        .map(file -> file.getFileName().toString().replace(YamlFile.ENDING, ""))
        .collect(Collectors.joining(", "));
  }

  private static String listed(List<ModelName> names) {
    return names.stream().map(ModelName::value).collect(Collectors.joining(", "));
  }
}
