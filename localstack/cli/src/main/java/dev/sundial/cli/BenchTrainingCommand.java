package dev.sundial.cli;

import dev.sundial.json.JsonWriter;
import dev.sundial.spec.Task;
import dev.sundial.spec.TrainerKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Times a training, step by step, next to pandas and scikit-learn on the same file. */
@Command(
    name = "training",
    description = {
      "Load, train and evaluate made data: 20 numeric columns, 3 classes.",
      "Each run is a process of its own, ours with the heap that Lambda gives a function of so much"
          + " memory; where python3 has them, pandas and scikit-learn follow at once on the same"
          + " file. A ratio is ours divided by theirs."
    },
    footer = {"", "  sundial bench training --rows 1000000 --trainer logistic-regression"})
final class BenchTrainingCommand implements Callable<Integer> {
  @Mixin private final StageOption option = new StageOption();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--rows",
      paramLabel = "N",
      split = ",",
      defaultValue = "10000,100000,1000000",
      description = "How many rows; default ${DEFAULT-VALUE}.")
  private List<Integer> rows = new ArrayList<>();

  @Option(
      names = "--trainer",
      paramLabel = "T",
      split = ",",
      description = "Which trainers; default all that can classify.")
  private List<String> trainers = new ArrayList<>();

  @Option(
      names = "--memory",
      paramLabel = "MB",
      defaultValue = "10240",
      description = "Memory of the function; default ${DEFAULT-VALUE}.")
  private int memory;

  @Override
  public Integer call() throws Exception {
    for (int count : rows) {
      if (count < 100) {
        throw new ParameterException(spec.commandLine(), "--rows must be at least 100: " + count);
      }
    }
    if (memory < 512 || memory > 10_240) {
      throw new ParameterException(spec.commandLine(), "--memory must be from 512 to 10240");
    }
    List<TrainerKind> kinds = kinds();
    Workspace workspace = Workspace.ofLauncher();
    BenchProcess processes = new BenchProcess(workspace.build().resolve("bench"), memory);
    Optional<Path> python = processes.python();
    if (python.isEmpty()) {
      System.err.println("no python3 with pandas and scikit-learn: nothing to compare with");
    }
    Table table =
        new Table("ROWS", "TRAINER", "BY", "LOAD", "TRAIN", "EVALUATE", "PEAK-MB", "ACCURACY");
    List<Object> json = new ArrayList<>();
    for (int count : rows) {
      Path file = processes.data(workspace.home().resolve(".sundial/bench"), count);
      for (TrainerKind kind : kinds) {
        System.err.println(count + " rows, " + kind.id());
        BenchRun ours = processes.ours(file, kind);
        @Nullable BenchRun theirs = python.map(p -> processes.theirs(p, file, kind)).orElse(null);
        json.add(row(table, count, kind, "sundial", ours));
        if (theirs != null) {
          json.add(row(table, count, kind, "scikit-learn", theirs));
          ratios(table, count, kind, ours, theirs);
          if (theirs instanceof BenchRun.Measured measured) {
            System.err.println("  compared with " + measured.by());
          }
        }
      }
    }
    System.out.println(option.json() ? JsonWriter.write(json) : table.text());
    return 0;
  }

  private List<TrainerKind> kinds() {
    if (trainers.isEmpty()) {
      return Arrays.stream(TrainerKind.values())
          .filter(kind -> kind.tasks().contains(Task.CLASSIFICATION))
          .toList();
    }
    List<TrainerKind> kinds = new ArrayList<>();
    for (String name : trainers) {
      try {
        kinds.add(TrainerKind.parse(name));
      } catch (IllegalArgumentException e) {
        throw new ParameterException(spec.commandLine(), "--trainer " + e.getMessage(), e);
      }
      if (!kinds.getLast().tasks().contains(Task.CLASSIFICATION)) {
        throw new ParameterException(spec.commandLine(), "--trainer " + name + " cannot classify");
      }
    }
    return kinds;
  }

  private static Map<String, Object> row(
      Table table, int rows, TrainerKind kind, String by, BenchRun run) {
    Map<String, Object> said = new LinkedHashMap<>();
    said.put("rows", rows);
    said.put("trainer", kind.id());
    said.put("by", by);
    switch (run) {
      case BenchRun.Measured m -> {
        table.row(
            "" + rows,
            kind.id(),
            by,
            text("%.2f s", m.load()),
            text("%.2f s", m.train()),
            text("%.2f s", m.evaluate()),
            text("%.0f", m.peakMegabytes()),
            text("%.4f", m.accuracy()));
        said.putAll(m.toJson());
      }
      case BenchRun.Failed(String why) -> {
        table.row("" + rows, kind.id(), by, why, "", "", "", "");
        said.put("failed", why);
      }
    }
    return said;
  }

  private static void ratios(
      Table table, int rows, TrainerKind kind, BenchRun ours, BenchRun theirs) {
    if (ours instanceof BenchRun.Measured a && theirs instanceof BenchRun.Measured b) {
      table.row(
          "" + rows,
          kind.id(),
          "ratio",
          ratio(a, b, BenchRun.Measured::load),
          ratio(a, b, BenchRun.Measured::train),
          ratio(a, b, BenchRun.Measured::evaluate),
          ratio(a, b, BenchRun.Measured::peakMegabytes),
          text("%+.4f", a.accuracy() - b.accuracy()));
    }
  }

  private static String ratio(
      BenchRun.Measured a, BenchRun.Measured b, ToDoubleFunction<BenchRun.Measured> figure) {
    return text("%.2f", figure.applyAsDouble(a) / figure.applyAsDouble(b));
  }

  private static String text(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
