package dev.sundial.local.part.s3;

import dev.sundial.local.lifeline.PortFile;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;

/**
 * Runs at the end of the build: starts the server, makes the commonest requests, and lets the JVM
 * archive the classes that took, which spares every later start a second of processor time. A JVM
 * that cannot use the archive does without.
 */
public final class Rehearsal {

  private static final String VERSIONING =
      "<VersioningConfiguration xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Status>Enabled</Status>"
          + "</VersioningConfiguration>";

  private final Path library;
  private final Path archive;

  private Rehearsal(Path library, Path archive) {
    this.library = library;
    this.archive = archive;
  }

  /**
   * @param args the folder of the jars and the file to archive to
   */
  public static void main(String[] args) throws Exception {
    var rehearsal =
        new Rehearsal(Path.of(args[0]).toAbsolutePath(), Path.of(args[1]).toAbsolutePath());
    if (!rehearsal.isDone()) {
      rehearsal.run();
    }
  }

  private boolean isDone() throws IOException {
    if (!Files.exists(archive)) {
      return false;
    }
    FileTime done = Files.getLastModifiedTime(archive);
    try (var jars = Files.list(library)) {
      for (Path jar : jars.toList()) {
        if (Files.getLastModifiedTime(jar).compareTo(done) > 0) {
          return false;
        }
      }
    }
    return true;
  }

  private void run() throws Exception {
    Path folder = Files.createTempDirectory(archive.getParent(), "rehearsal");
    try {
      Files.deleteIfExists(archive);
      Process server = start(folder);
      try {
        request(new PortFile(folder.resolve("port")), server);
      } finally {
        server.destroy();
        server.waitFor();
      }
    } finally {
      delete(folder);
    }
  }

  private Process start(Path folder) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:ArchiveClassesAtExit=" + archive,
            "-Xlog:cds=off",
            "-Xlog:cds+dynamic=off",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            library + "/*",
            S3Server.class.getName(),
            folder.resolve("data").toString(),
            folder.resolve("port").toString())
        .redirectOutput(Redirect.INHERIT)
        .redirectError(Redirect.INHERIT)
        .start();
  }

  private static void request(PortFile port, Process server) throws Exception {
    while (port.port().isEmpty()) {
      if (!server.isAlive()) {
        throw new IOException("S3Mock ended with code " + server.exitValue());
      }
      Thread.sleep(10);
    }
    var bucket = URI.create("http://127.0.0.1:" + port.port().getAsInt() + "/bucket");
    try (var http = HttpClient.newHttpClient()) {
      for (HttpRequest request : requests(bucket)) {
        http.send(request, BodyHandlers.discarding());
      }
    }
  }

  private static List<HttpRequest> requests(URI bucket) {
    return List.of(
        request(bucket, "").PUT(BodyPublishers.noBody()).build(),
        request(bucket, "?versioning").PUT(BodyPublishers.ofString(VERSIONING)).build(),
        request(bucket, "?versioning").build(),
        request(bucket, "/key").PUT(BodyPublishers.ofString("text")).build(),
        request(bucket, "/key").HEAD().build(),
        request(bucket, "/key").build(),
        request(bucket, "/absent").build(),
        request(bucket, "?versions").build(),
        request(bucket, "/key").DELETE().build());
  }

  private static HttpRequest.Builder request(URI bucket, String rest) {
    return HttpRequest.newBuilder(URI.create(bucket + rest));
  }

  private static void delete(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
