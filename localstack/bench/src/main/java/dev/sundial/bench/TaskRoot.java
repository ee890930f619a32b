package dev.sundial.bench;

import static java.util.Objects.requireNonNull;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Enumeration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Folders of what Lambda would have unpacked. */
final class TaskRoot {

  private TaskRoot() {}

  /** Unpacks a function. */
  static Path unpack(Path zip, Path to) throws IOException {
    try (ZipFile file = new ZipFile(zip.toFile())) {
      for (Enumeration<? extends ZipEntry> all = file.entries(); all.hasMoreElements(); ) {
        ZipEntry entry = all.nextElement();
        Path target = to.resolve(entry.getName()).normalize();
        if (!entry.isDirectory() && target.startsWith(to)) {
          Files.createDirectories(requireNonNull(target.getParent()));
          try (InputStream in = file.getInputStream(entry)) {
            Files.copy(in, target, StandardCopyOption.REPLACE_EXISTING);
          }
        }
      }
    }
    return to;
  }

  /** Adds a class of this bench, with those of it that it extends. */
  static Path add(Class<?> type, Path to) throws IOException {
    Class<?> parent = requireNonNull(type.getSuperclass(), type.getName());
    if (parent.getPackage().equals(type.getPackage())) {
      add(parent, to);
    }
    String name = type.getName().replace('.', '/') + ".class";
    Path target = to.resolve(name);
    Files.createDirectories(requireNonNull(target.getParent()));
    try (InputStream in = type.getResourceAsStream("/" + name)) {
      Files.copy(requireNonNull(in, name), target, StandardCopyOption.REPLACE_EXISTING);
    }
    return to;
  }

  /** Takes the runtime client's native part out of its jar, lest every start does. */
  static Path nativeClient(Path runtime, Path to) throws IOException {
    String arch = System.getProperty("os.arch", "").equals("aarch64") ? "aarch_64" : "x86_64";
    File[] musl = new File("/lib").listFiles((dir, name) -> name.startsWith("ld-musl-"));
    String libc = musl == null || musl.length == 0 ? "-" : "_musl-";
    String name = "libaws-lambda-jni.linux" + libc + arch + ".so";
    try (var jars = Files.newDirectoryStream(runtime, "*.jar")) {
      for (Path jar : jars) {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
          ZipEntry entry = zip.getEntry("jni/" + name);
          if (entry != null) {
            Path target = Files.createDirectories(to).resolve(name);
            try (InputStream in = zip.getInputStream(entry)) {
              Files.copy(in, target, StandardCopyOption.REPLACE_EXISTING);
            }
            return target;
          }
        }
      }
    }
    throw new IOException("the runtime client in " + runtime + " has no " + name);
  }
}
