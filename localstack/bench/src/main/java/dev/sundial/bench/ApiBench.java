package dev.sundial.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * HTTP servers of this machine under the same load, in turns: each connection asks for one row as
 * soon as its last answer is there.
 */
final class ApiBench {
  static final String PATH = "/models/iris/predict";
  private static final String FUNCTION = "dev.sundial.prediction.PredictionHandler";
  private static final int[] CONNECTIONS = {1, 8};
  private static final double NANOS = 1e9;
  private static final double WARM_UP = 3;
  private static final double MICROS = 1e3;

  /**
   * Somebody who answers.
   *
   * @param title who
   * @param port on the loopback
   * @param pid of its process; those it started count to its memory
   */
  record Server(String title, int port, long pid) {}

  /**
   * What came of one turn.
   *
   * @param seconds it took
   * @param micros from each request to its answer
   */
  record Turn(double seconds, double[] micros) {
    double perSecond() {
      return micros.length / seconds;
    }
  }

  private final List<Server> servers;

  ApiBench(List<Server> servers) {
    this.servers = List.copyOf(servers);
  }

  /**
   * @param seconds of each turn
   * @param rounds turns of each server with each number of connections, after one that warms up,
   *     three times as long
   */
  List<Figure> run(double seconds, int rounds)
      throws IOException, InterruptedException, ExecutionException {
    for (Server server : servers) {
      requireAnswer(server);
    }
    List<Figure> figures = new ArrayList<>();
    for (int connections : CONNECTIONS) {
      List<List<Turn>> turns = new ArrayList<>();
      servers.forEach(server -> turns.add(new ArrayList<>()));
      for (int round = 0; round <= rounds; round++) {
        for (int i = 0; i < servers.size(); i++) {
          double lasts = round == 0 ? WARM_UP * seconds : seconds;
          Turn turn = turn(servers.get(i).port(), connections, lasts);
          if (round > 0) {
            turns.get(i).add(turn);
          }
        }
      }
      figures.addAll(figures(servers, turns, connections));
    }
    for (Server server : servers) {
      double megabytes = ProcessHandle.of(server.pid()).map(Memory::ofTree).orElseThrow();
      figures.add(new Figure("API, memory of all its processes", server.title(), megabytes, "MB"));
      double functions =
          ProcessHandle.of(server.pid()).map(all -> Memory.ofThose(all, FUNCTION)).orElseThrow();
      if (functions > 0) {
        figures.add(
            new Figure("API, memory of the prediction functions", server.title(), functions, "MB"));
      }
    }
    return figures;
  }

  /**
   * The median of the turns, for throughput and for each percentile.
   *
   * @param turns of each server
   */
  static List<Figure> figures(List<Server> servers, List<List<Turn>> turns, int connections) {
    String what = "API, " + connections + (connections == 1 ? " connection, " : " connections, ");
    List<Figure> figures = new ArrayList<>();
    for (int i = 0; i < servers.size(); i++) {
      double[] perSecond = turns.get(i).stream().mapToDouble(Turn::perSecond).toArray();
      figures.add(
          new Figure(
              what + "requests", servers.get(i).title(), new Samples(perSecond).median(), "/s"));
    }
    for (int percent : new int[] {50, 95, 99}) {
      for (int i = 0; i < servers.size(); i++) {
        double[] micros =
            turns.get(i).stream()
                .mapToDouble(turn -> new Samples(turn.micros()).percentile(percent))
                .toArray();
        figures.add(
            new Figure(
                what + "p" + percent, servers.get(i).title(), new Samples(micros).median(), "µs"));
      }
    }
    return figures;
  }

  private static void requireAnswer(Server server) throws IOException {
    try (KeptConnection connection = new KeptConnection(server.port(), PATH, ServedIris.body())) {
      int status = connection.send();
      if (status != 200 || !connection.body().contains("setosa")) {
        throw new IOException(server.title() + " answered " + status + " " + connection.body());
      }
    }
  }

  private static Turn turn(int port, int connections, double seconds)
      throws InterruptedException, ExecutionException {
    try (ExecutorService threads = Executors.newFixedThreadPool(connections)) {
      long start = System.nanoTime();
      long end = start + (long) (seconds * NANOS);
      Callable<List<Long>> one = () -> ask(port, end);
      List<Double> micros = new ArrayList<>();
      for (Future<List<Long>> asked :
          threads.invokeAll(java.util.Collections.nCopies(connections, one))) {
        asked.get().forEach(nanos -> micros.add(nanos / MICROS));
      }
      double took = (System.nanoTime() - start) / NANOS;
      return new Turn(took, micros.stream().mapToDouble(value -> value).toArray());
    }
  }

  /** Nanoseconds from each request to its answer. */
  private static List<Long> ask(int port, long end) throws IOException {
    List<Long> nanos = new ArrayList<>();
    try (KeptConnection connection = new KeptConnection(port, PATH, ServedIris.body())) {
      for (long before = System.nanoTime(); before < end; ) {
        int status = connection.send();
        long after = System.nanoTime();
        if (status != 200) {
          throw new IOException("answered " + status + " " + connection.body());
        }
        nanos.add(after - before);
        before = after;
      }
    }
    return nanos;
  }

  /** Waits until a server that was just started answers. */
  static void awaitAnswer(Server server, long seconds) throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    while (true) {
      try {
        requireAnswer(server);
        return;
      } catch (IOException e) {
        if (System.nanoTime() > end) {
          throw e;
        }
        Thread.sleep(100);
      }
    }
  }
}
