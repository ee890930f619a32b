package dev.sundial.bench;

import dev.sundial.json.JsonWriter;
import java.util.List;

/**
 * What a prediction takes, from its arithmetic to the API.
 *
 * <pre>
 * ServingBench handler SECONDS    event to response, in the variables of a function
 * ServingBench scoring SECONDS    a batch of rows, by each family of scorers
 * </pre>
 *
 * <p>The last line is a list of figures in JSON.
 */
public final class ServingBench {

  private ServingBench() {}

  public static void main(String[] args) throws Exception {
    List<Figure> figures =
        switch (args[0]) {
          case "handler" -> Micro.handler(Integer.parseInt(args[1]));
          case "scoring" -> Micro.scoring(Integer.parseInt(args[1]));
          default -> throw new IllegalArgumentException("no bench is called " + args[0]);
        };
    System.out.println(JsonWriter.write(figures.stream().map(Figure::toJson).toList()));
  }
}
