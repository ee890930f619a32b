package dev.sundial.bench;

import dev.sundial.json.JsonWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a prediction takes, from its arithmetic to the API.
 *
 * <pre>
 * ServingBench handler SECONDS    event to response, in the variables of a function
 * ServingBench scoring SECONDS    a batch of rows, by each family of scorers
 * ServingBench function RUNTIME ZIP STARTS ROUNDS INVOCATIONS [PYTHON]
 *                                 whole processes under the runtime client in the folder RUNTIME,
 *                                 and a python3 that has scikit-learn
 * ServingBench api SECONDS ROUNDS TITLE PORT PID ...
 *                                 HTTP servers that run already, under load
 * </pre>
 *
 * <p>The last line is a list of figures in JSON.
 */
public final class ServingBench {

  private static final long PATIENCE_SECONDS = 30;

  private ServingBench() {}

  public static void main(String[] args) throws Exception {
    List<Figure> figures =
        switch (args[0]) {
          case "handler" -> Micro.handler(Integer.parseInt(args[1]));
          case "scoring" -> Micro.scoring(Integer.parseInt(args[1]));
          case "function" -> function(args);
          case "api" -> api(List.of(args));
          default -> throw new IllegalArgumentException("no bench is called " + args[0]);
        };
    System.out.println(JsonWriter.write(figures.stream().map(Figure::toJson).toList()));
  }

  private static List<Figure> function(String[] args) throws Exception {
    Path folder = Files.createTempDirectory("sundial-bench");
    try {
      return new FunctionBench(Path.of(args[1]), Path.of(args[2]), folder)
          .run(
              Integer.parseInt(args[3]),
              Integer.parseInt(args[4]),
              Integer.parseInt(args[5]),
              args.length > 6 ? Optional.of(Path.of(args[6])) : Optional.empty());
    } finally {
      delete(folder);
    }
  }

  private static List<Figure> api(List<String> args) throws Exception {
    List<ApiBench.Server> servers = new ArrayList<>();
    for (int i = 3; i + 2 < args.size(); i += 3) {
      servers.add(
          new ApiBench.Server(
              args.get(i), Integer.parseInt(args.get(i + 1)), Long.parseLong(args.get(i + 2))));
      ApiBench.awaitAnswer(servers.getLast(), PATIENCE_SECONDS);
    }
    return new ApiBench(servers)
        .run(Double.parseDouble(args.get(1)), Integer.parseInt(args.get(2)));
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
