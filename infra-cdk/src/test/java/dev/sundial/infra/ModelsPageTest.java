package dev.sundial.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sundial.json.Form;
import dev.sundial.json.InvalidDocumentException;
import dev.sundial.spec.Hyperparameter;
import dev.sundial.spec.ModelSpec;
import dev.sundial.spec.TrainerKind;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * docs/models.md says what the code does: every field, its default and both sides of its bounds.
 */
class ModelsPageTest {
  private static final Pattern ROW = Pattern.compile("\\| `([^`]+)` \\|([^|]*)\\|([^|]*)\\|.*\\|");
  private static final Pattern BOUNDS = Pattern.compile("`([^`]+)` to `([^`]+)`");
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");

  private static final String MODEL =
      "{\"name\":\"m\",\"task\":\"classification\",\"target\":\"t\",\"trainer\":{\"name\":\"cart\"}}";
  private static final List<String> WITHOUT_DEFAULT = List.of("alerts.floor", "alerts.ceiling");
  private static final String STAGE = "{\"name\":\"dev\"}";

  /**
   * A row of the page.
   *
   * @param part the heading it stands under
   */
  record Row(String part, String field, String absent, String bounds) {
    boolean bounded() {
      return BOUNDS.matcher(bounds).find();
    }

    @Override
    public String toString() {
      return part + " " + field;
    }
  }

  static List<Row> rows() throws IOException {
    List<Row> rows = new ArrayList<>();
    String heading = "";
    String part = "";
    for (String line : Files.readAllLines(Path.of("../docs/models.md"))) {
      if (line.startsWith("#")) {
        heading = line.replace("#", "").strip();
        part = heading;
      } else if (line.matches("`[a-z-]+`: .*")) {
        // A trainer's table belongs to the trainers; anywhere else it is no trainer's.
        part = heading + " " + line.substring(1, line.indexOf('`', 1));
      }
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        rows.add(new Row(part, row.group(1), row.group(2).strip(), row.group(3).strip()));
      }
    }
    return rows;
  }

  private static List<Row> rows(String part) throws IOException {
    return rows().stream().filter(row -> row.part().equals(part)).toList();
  }

  static Stream<Row> boundedRows() throws IOException {
    return Stream.concat(rows("A model").stream(), rows("A stage").stream()).filter(Row::bounded);
  }

  @Test
  void namesEveryFieldOfAModel() throws IOException {
    TreeSet<String> fields = new TreeSet<>();
    JsonNode spec = new ObjectMapper().readTree(ModelSpec.fromJson(MODEL).toJson());
    for (var field : spec.properties()) {
      if (field.getValue().isObject()) {
        field.getValue().fieldNames().forEachRemaining(n -> fields.add(field.getKey() + "." + n));
      } else {
        fields.add(field.getKey());
      }
    }
    fields.addAll(WITHOUT_DEFAULT);
    assertThat(rows("A model")).extracting(Row::field).containsExactlyInAnyOrderElementsOf(fields);
  }

  @Test
  void namesEveryFieldOfAStage() throws IOException {
    List<String> fields = new ArrayList<>();
    for (RecordComponent field : StageSpec.class.getRecordComponents()) {
      if (field.getType() == StageWatch.class) {
        for (RecordComponent object : StageWatch.class.getRecordComponents()) {
          fields.addAll(inner(object));
        }
      } else if (field.getName().equals("jwt")) {
        fields.addAll(inner(field.getName(), StageSpec.Jwt.class));
      } else if (field.getType() == ApiSpec.class
          || field.getType().getEnclosingClass() == StageSpec.class && field.getType().isRecord()) {
        fields.addAll(inner(field));
      } else {
        fields.add(field.getName());
      }
    }
    assertThat(rows("A stage")).extracting(Row::field).containsExactlyInAnyOrderElementsOf(fields);
  }

  private static List<String> inner(RecordComponent object) {
    return inner(object.getName(), object.getType());
  }

  private static List<String> inner(String name, Class<?> type) {
    return Stream.of(type.getRecordComponents())
        .map(field -> name + "." + field.getName().replace("Megabytes", ""))
        .toList();
  }

  @Test
  void saysEveryDefaultOfAModel() throws IOException {
    JsonNode spec = new ObjectMapper().readTree(ModelSpec.fromJson(MODEL).toJson());
    int compared = 0;
    for (Row row : rows("A model")) {
      Matcher absent = CODE.matcher(row.absent());
      if (absent.matches()) {
        JsonNode value = spec.at("/" + row.field().replace('.', '/'));
        assertThat(canonical(value.asText())).as(row.field()).isEqualTo(canonical(absent.group(1)));
        compared++;
      }
    }
    assertThat(compared).isEqualTo(17);
  }

  @Test
  void saysEveryDefaultOfAStage() throws IOException {
    StageSpec stage = stage(STAGE);
    StageSpec tokens =
        stage("{\"name\":\"dev\",\"jwt\":{\"issuer\":\"https://i.example\",\"audience\":\"a\"}}");
    var cacheFor = tokens.jwt().orElseThrow().cacheFor();
    assertThat(rows("A stage").stream().map(row -> row.field() + " " + row.absent()))
        .contains(
            "auth `" + id(stage.auth()) + "`",
            "jwt.cacheFor `" + cacheFor + "`",
            "trigger `" + id(stage.trigger()) + "`",
            "kms `" + stage.kms() + "`",
            "architecture `" + id(stage.architecture()) + "`",
            "logRetention `P" + stage.logRetention().toDays() + "D`",
            "removal `" + id(stage.removal()) + "`",
            "prediction.memory `" + stage.prediction().memoryMegabytes() + "`",
            "prediction.timeout `" + stage.prediction().timeout() + "`",
            "prediction.pointerInterval `" + stage.prediction().pointerInterval() + "`",
            "api.accessLog `" + stage.api().accessLog() + "`",
            "api.rate `" + stage.api().rate() + "`",
            "api.burst `" + stage.api().burst() + "`",
            "api.cors none",
            "api.waf `none`",
            "probe.every `" + stage.watch().probe().every() + "`",
            "slack.allowedHosts `" + stage.watch().slack().allowedHosts().getFirst() + "`",
            "alerts.latency `" + stage.watch().alerts().latency() + "`");
  }

  @ParameterizedTest
  @MethodSource("boundedRows")
  void saysBothBoundsOfEveryField(Row row) {
    Matcher bounds = BOUNDS.matcher(row.bounds());
    assertThat(bounds.find()).isTrue();
    assertThat(problems(row, bounds.group(1))).as("smallest").isEmpty();
    assertThat(problems(row, bounds.group(2))).as("largest").isEmpty();
    assertThat(problems(row, beyond(bounds.group(1), -1))).as("below").contains("must be from");
    assertThat(problems(row, beyond(bounds.group(2), 1))).as("above").contains("must be from");
  }

  @Test
  void saysEveryHyperparameter() throws IOException {
    for (TrainerKind trainer : TrainerKind.values()) {
      List<String> lines = new ArrayList<>();
      for (Hyperparameter p : trainer.hyperparameters()) {
        lines.add(
            "%s `%s` `%s` to `%s`"
                .formatted(p.name(), plain(p.absent()), plain(p.min()), plain(p.max())));
      }
      assertThat(
              rows("Trainers and their hyperparameters " + trainer.id()).stream()
                  .map(r -> r.field() + " " + r.absent() + " " + r.bounds()))
          .as(trainer.id())
          .containsExactlyElementsOf(lines);
    }
  }

  /** So that no table stands where nobody looks for it. */
  @Test
  void hasTablesWhereTheyBelongAndNowhereElse() throws IOException {
    List<String> parts = new ArrayList<>(List.of("A model", "A stage"));
    for (TrainerKind trainer : TrainerKind.values()) {
      parts.add("Trainers and their hyperparameters " + trainer.id());
    }
    assertThat(rows().stream().map(Row::part).distinct())
        .containsExactlyInAnyOrderElementsOf(parts);
  }

  /** What the reader says when this one field has this value; a stage's other problems apart. */
  private static String problems(Row row, String value) {
    boolean number = value.matches("[0-9.-]+");
    String literal = number ? value : "\"" + value + "\"";
    String[] names = row.field().split("\\.");
    String field =
        names.length == 1
            ? "\"" + names[0] + "\":" + literal
            : "\"" + names[0] + "\":{\"" + names[1] + "\":" + literal + "}";
    if (names[0].equals("jwt")) {
      field = field.replace("{", "{\"issuer\":\"https://i.example\",\"audience\":\"a\",");
    }
    String document = row.part().equals("A model") ? MODEL : STAGE;
    String with = document.substring(0, document.length() - 1) + "," + field + "}";
    try {
      if (row.part().equals("A model")) {
        ModelSpec.fromJson(with);
      } else {
        stage(with);
      }
      return "";
    } catch (InvalidDocumentException e) {
      return e.problems().toString();
    }
  }

  private static StageSpec stage(String json) {
    Form.Problems problems = new Form.Problems();
    StageSpec stage =
        StageSpec.read(
            YamlReader.read("dev", json.getBytes(StandardCharsets.UTF_8)), "dev", problems);
    problems.throwIfAny();
    return stage;
  }

  private static String beyond(String bound, int direction) {
    if (bound.startsWith("P")) {
      return Duration.parse(bound).plusSeconds(direction).toString();
    }
    BigDecimal number = new BigDecimal(bound);
    return number.add(number.ulp().multiply(BigDecimal.valueOf(direction))).toPlainString();
  }

  private static String canonical(String text) {
    return text.startsWith("P") ? Duration.parse(text).toString() : text;
  }

  private static String id(Enum<?> value) {
    return value.name().toLowerCase(java.util.Locale.ROOT);
  }

  private static String plain(double value) {
    return new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
  }
}
