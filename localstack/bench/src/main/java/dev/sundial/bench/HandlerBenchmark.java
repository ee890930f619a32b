package dev.sundial.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sundial.prediction.PredictionHandler;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * The bytes of a recorded event in, the bytes of the response out: the handler as Lambda makes and
 * calls it, its log lines written to nowhere. Its process has the variables of a function; their
 * {@code AWS_ENDPOINT_URL} names a free port, on which the registry is answered for here.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class HandlerBenchmark {
  private final byte[] event;
  private final RegistryStub registry;
  private final PredictionHandler handler;

  /** Starts what the handler reads from, and makes it. */
  public HandlerBenchmark() {
    try {
      event = ServedIris.event();
      registry = new RegistryStub(URI.create(System.getenv("AWS_ENDPOINT_URL")).getPort());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    PrintStream out = System.out;
    System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, UTF_8));
    handler = new PredictionHandler();
    System.setOut(out);
  }

  /** Refuses to measure refusals. */
  @Setup
  public void answers() throws IOException {
    String answer = new String(predict(), UTF_8);
    if (!answer.contains("\"statusCode\":200") || !answer.contains("setosa")) {
      throw new IllegalStateException("answered " + answer);
    }
  }

  @Benchmark
  public byte[] predict() throws IOException {
    ByteArrayOutputStream response = new ByteArrayOutputStream(1024);
    handler.handleRequest(new ByteArrayInputStream(event), response, Invocation.ONLY);
    return response.toByteArray();
  }

  @TearDown
  public void close() {
    registry.close();
  }
}
