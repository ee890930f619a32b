package dev.sundial.local.clock;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/** The agent packed from the compiled classes: tests run before the build's own jar exists. */
final class AgentJar {

  private AgentJar() {}

  static Path in(Path folder) throws IOException, URISyntaxException {
    var classes =
        Path.of(ClockAgent.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    var jar = folder.resolve("clock-agent.jar");
    try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest());
        var files = Files.walk(classes)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        out.putNextEntry(new ZipEntry(classes.relativize(file).toString()));
        Files.copy(file, out);
      }
    }
    return jar;
  }

  private static Manifest manifest() {
    var manifest = new Manifest();
    var main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.putValue("Premain-Class", ClockAgent.class.getName());
    main.putValue("Can-Retransform-Classes", "true");
    return manifest;
  }
}
