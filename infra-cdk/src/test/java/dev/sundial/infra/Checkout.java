package dev.sundial.infra;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A repository to synthesise from: yaml as a test writes it, and zips that stand for a build. */
record Checkout(Path home) {

  /** The yaml files that are shipped, and zips that stand for a build. */
  static Checkout shipped(Path home) {
    Checkout checkout = new Checkout(home);
    copy(Path.of("models"), home.resolve("infra-cdk/models"));
    copy(Path.of("stages"), home.resolve("infra-cdk/stages"));
    return checkout.zips();
  }

  Checkout zips() {
    for (FunctionPackage function : FunctionPackage.values()) {
      String name = function.module();
      Path zip = home.resolve("functions").resolve(name).resolve("target").resolve(name + ".zip");
      try {
        Files.createDirectories(zip.getParent());
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
          ZipEntry entry = new ZipEntry(name + ".txt");
          entry.setTime(0);
          out.putNextEntry(entry);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return this;
  }

  Checkout model(String name, String yaml) {
    return write(home.resolve("infra-cdk/models").resolve(name + ".yaml"), yaml);
  }

  Checkout stage(String name, String yaml) {
    return write(home.resolve("infra-cdk/stages").resolve(name + ".yaml"), yaml);
  }

  SynthRequest request(String... arguments) {
    return SynthRequest.parse(arguments, home, home);
  }

  Declarations declarations(String stage, String... arguments) {
    return Declarations.read(request(arguments), stage);
  }

  /** The cloud assembly of a stage, below this folder. */
  Path synth(String stage) {
    Path out = home.resolve("out").resolve(stage);
    software.amazon.awscdk.App app = SundialApp.app(Optional.of(out));
    SundialApp.build(app, declarations(stage), request().zips());
    app.synth();
    return out;
  }

  private Checkout write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void copy(Path from, Path to) {
    try {
      Files.createDirectories(to);
      List<Path> files;
      try (var listed = Files.list(from)) {
        files = listed.toList();
      }
      for (Path file : files) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
