package dev.sundial.spec;

import dev.sundial.json.Form;
import dev.sundial.json.JsonReader;
import dev.sundial.json.JsonWriter;
import dev.sundial.json.Value;
import dev.sundial.naming.ModelName;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The declaration of one model: everything Sundial knows about it before it is trained.
 *
 * @param name the model's name
 * @param task what it predicts
 * @param dataPrefix objects of the data bucket below this key prefix are its data; ends in a slash
 * @param target the column to predict
 * @param features columns it predicts from, in the order of the scorer's input; empty means every
 *     column but the target
 * @param split how rows are parted
 * @param trainer what fits it
 * @param schedule when it trains
 * @param training how the training function runs
 * @param expectEvery a successful run is expected at least this often
 * @param promotion which version serves
 * @param alerts when its alarms are red
 */
public record ModelSpec(
    ModelName name,
    Task task,
    String dataPrefix,
    String target,
    List<String> features,
    Split split,
    TrainerSpec trainer,
    ScheduleSpec schedule,
    TrainingSpec training,
    Duration expectEvery,
    PromotionSpec promotion,
    AlertsSpec alerts) {

  /** Most features a model may have; the spec must fit into a function's 4 KB of environment. */
  public static final int MAX_FEATURES = 256;

  /**
   * How rows are parted.
   *
   * @param test fraction of the rows in the test part, 0.05–0.5
   * @param seed of the shuffle; a run may give its own
   */
  public record Split(double test, long seed) {}

  /** Which version serves. */
  public record PromotionSpec(Policy policy, Approval approval) {}

  /** What an automatic promotion asks. */
  public enum Policy {
    /** The newest version committed, by version id. */
    NEWEST,
    /** The better of champion and candidate on the candidate's test part. */
    BEST
  }

  /** Whether a person must agree. */
  public enum Approval {
    NONE,
    MANUAL
  }

  public ModelSpec {
    features = List.copyOf(features);
  }

  /**
   * Reads a spec from any located document.
   *
   * @throws dev.sundial.json.InvalidDocumentException with every problem, its place and field
   */
  public static ModelSpec read(Value document) {
    Form.Problems problems = new Form.Problems();
    Form form = Form.of(document, problems);
    ModelName name = form.parsed("name", ModelName::new).orElseGet(() -> missingName(form));
    Task task = form.parsed("task", Task::parse).orElse(Task.CLASSIFICATION);
    require(form, "task");
    Optional<Form> data = form.object("data");
    String prefix = data.map(d -> d.text("prefix", name + "/")).orElse(name + "/");
    data.ifPresent(Form::close);
    // No * and no ?: the prefix becomes part of a policy, where they would match other models'
    // data.
    if (!prefix.matches("[A-Za-z0-9!_.'()-]+(/[A-Za-z0-9!_.'()-]+)*/") || prefix.length() > 256) {
      problems.add(
          data.map(d -> d.at("prefix")).orElse(form.at("data")),
          "must be a key prefix of letters, digits, !_.'()- and slashes, ending in a slash, at most"
              + " 256 characters, was \""
              + prefix
              + "\"");
    }
    String target = form.text("target");
    if (form.has("target") && target.isBlank()) {
      form.problem("target", "must not be empty");
    }
    List<String> features = features(form, target);
    Split split = form.object("split").map(ModelSpec::split).orElse(new Split(0.2, 42));
    require(form, "trainer");
    TrainerSpec trainer =
        form.object("trainer")
            .map(t -> TrainerSpec.read(t, task))
            .orElse(TrainerSpec.defaults(TrainerKind.CART));
    ScheduleSpec schedule =
        form.object("schedule").map(ScheduleSpec::read).orElse(ScheduleSpec.defaults());
    TrainingSpec training =
        form.object("training").map(TrainingSpec::read).orElse(TrainingSpec.defaults());
    Duration expectEvery =
        form.duration(
            "expectEvery", Duration.ofHours(24), Duration.ofMinutes(10), Duration.ofDays(90));
    PromotionSpec promotion =
        form.object("promotion")
            .map(ModelSpec::promotion)
            .orElse(new PromotionSpec(Policy.NEWEST, Approval.NONE));
    AlertsSpec alerts =
        form.object("alerts").map(a -> AlertsSpec.read(a, task)).orElse(AlertsSpec.defaults());
    form.close();
    problems.throwIfAny();
    return new ModelSpec(
        name,
        task,
        prefix,
        target,
        features,
        split,
        trainer,
        schedule,
        training,
        expectEvery,
        promotion,
        alerts);
  }

  public static ModelSpec fromJson(String json) {
    return read(JsonReader.read("model spec", json));
  }

  /** The spec as one line of JSON, every default written out; {@link #fromJson} reads it back. */
  public String toJson() {
    return JsonWriter.write(members());
  }

  /**
   * The same without schedule and alerts, which the training function does not read: a change of
   * them leaves the function as it is.
   */
  public String toJsonForTraining() {
    Map<String, Object> json = members();
    json.remove("schedule");
    json.remove("alerts");
    return JsonWriter.write(json);
  }

  private Map<String, Object> members() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", name.value());
    json.put("task", task.id());
    json.put("data", Map.of("prefix", dataPrefix));
    json.put("target", target);
    json.put("features", features);
    Map<String, Object> parts = new LinkedHashMap<>();
    parts.put("test", split.test());
    parts.put("seed", split.seed());
    json.put("split", parts);
    json.put("trainer", trainer.toJson());
    json.put("schedule", schedule.toJson());
    json.put("training", training.toJson());
    json.put("expectEvery", expectEvery);
    Map<String, Object> promoted = new LinkedHashMap<>();
    promoted.put("policy", promotion.policy().name().toLowerCase(java.util.Locale.ROOT));
    promoted.put("approval", promotion.approval().name().toLowerCase(java.util.Locale.ROOT));
    json.put("promotion", promoted);
    json.put("alerts", alerts.toJson());
    return json;
  }

  /** The same model with another trainer. */
  public ModelSpec withTrainer(TrainerSpec other) {
    return new ModelSpec(
        name,
        task,
        dataPrefix,
        target,
        features,
        split,
        other,
        schedule,
        training,
        expectEvery,
        promotion,
        alerts);
  }

  /** The same model, parted by another seed. */
  public ModelSpec withSeed(long seed) {
    return new ModelSpec(
        name,
        task,
        dataPrefix,
        target,
        features,
        new Split(split.test(), seed),
        trainer,
        schedule,
        training,
        expectEvery,
        promotion,
        alerts);
  }

  private static ModelName missingName(Form form) {
    require(form, "name");
    return new ModelName("unnamed");
  }

  private static void require(Form form, String field) {
    if (!form.has(field)) {
      form.problem(field, "is required");
    }
  }

  private static List<String> features(Form form, String target) {
    List<String> features = form.texts("features");
    Set<String> seen = new HashSet<>();
    for (String feature : features) {
      if (feature.isBlank()) {
        form.problem("features", "must not hold an empty name");
      } else if (feature.equals(target)) {
        form.problem("features", "must not hold the target \"" + target + "\"");
      } else if (!seen.add(feature)) {
        form.problem("features", "holds \"" + feature + "\" twice");
      }
    }
    if (features.size() > MAX_FEATURES) {
      form.problem("features", "must be at most " + MAX_FEATURES + ", were " + features.size());
    }
    return features;
  }

  private static Split split(Form form) {
    Split split =
        new Split(
            form.number("test", 0.2, 0.05, 0.5), form.whole("seed", 42, 0, Integer.MAX_VALUE));
    form.close();
    return split;
  }

  private static PromotionSpec promotion(Form form) {
    PromotionSpec promotion =
        new PromotionSpec(
            form.parsed("policy", text -> choice(Policy.values(), text)).orElse(Policy.NEWEST),
            form.parsed("approval", text -> choice(Approval.values(), text)).orElse(Approval.NONE));
    form.close();
    return promotion;
  }

  static <E extends Enum<E>> E choice(E[] values, String text) {
    for (E value : values) {
      if (value.name().toLowerCase(java.util.Locale.ROOT).equals(text)) {
        return value;
      }
    }
    throw new IllegalArgumentException(
        "must be one of "
            + String.join(
                ", ",
                java.util.Arrays.stream(values)
                    .map(v -> v.name().toLowerCase(java.util.Locale.ROOT))
                    .toList()));
  }
}
