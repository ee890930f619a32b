package dev.sundial.local.lambda;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Deployment packages, unpacked, each in a folder named by its digest. */
final class CodeStore {

  /** As AWS has it: 250 MB. */
  private static final long UNPACKED_LIMIT_BYTES = 262_144_000;

  private final Path folder;
  private final Map<Zip, Code> digested = new ConcurrentHashMap<>();

  CodeStore(Path folder) {
    this.folder = folder;
  }

  /** A package that is in the store. */
  record Code(String sha256, long bytes) {}

  /** A zip file as it was when it was read: many functions share one, which is read once. */
  private record Zip(Path file, long bytes, FileTime modified) {
    static Zip at(Path file) throws IOException {
      return new Zip(file.toAbsolutePath(), Files.size(file), Files.getLastModifiedTime(file));
    }
  }

  /**
   * Takes in a zip file, or a folder that would be zipped; one that is there already is not
   * unpacked again.
   *
   * @throws IllegalArgumentException when it is no zip file, reaches outside, or is over 250 MB
   */
  Code add(Path source) {
    try {
      boolean packed = Files.isRegularFile(source);
      Code code = packed ? digested(Zip.at(source)) : code(source);
      Path target = taskRoot(code.sha256());
      if (!Files.exists(target)) {
        Path unfinished =
            Files.createDirectories(folder.resolve("unfinished-" + hex(code.sha256())));
        if (packed) {
          unzip(source, unfinished);
        } else {
          copy(source, unfinished);
        }
        Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
      }
      return code;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Code digested(Zip zip) throws IOException {
    Code known = digested.get(zip);
    if (known == null) {
      known = code(zip.file());
      digested.put(zip, known);
    }
    return known;
  }

  private static Code code(Path source) throws IOException {
    MessageDigest digest = sha256();
    long bytes =
        Files.isRegularFile(source) ? digestFile(source, digest) : digestFolder(source, digest);
    return new Code(Base64.getEncoder().encodeToString(digest.digest()), bytes);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Where a package is unpacked. */
  Path taskRoot(String sha256) {
    return folder.resolve(hex(sha256)).toAbsolutePath();
  }

  /** Removes every package that is not among these. */
  void retain(Set<String> sha256s) {
    Set<String> kept = sha256s.stream().map(CodeStore::hex).collect(Collectors.toSet());
    try {
      if (Files.exists(folder)) {
        try (Stream<Path> packages = Files.list(folder)) {
          for (Path each : packages.toList()) {
            if (!kept.contains(each.getFileName().toString())) {
              delete(each);
            }
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void unzip(Path zip, Path target) throws IOException {
    long left = UNPACKED_LIMIT_BYTES;
    int entries = 0;
    try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        entries++;
        Path file = target.resolve(entry.getName()).normalize();
        if (!file.startsWith(target)) {
          throw new IllegalArgumentException("the zip reaches outside: " + entry.getName());
        }
        if (entry.isDirectory()) {
          Files.createDirectories(file);
        } else {
          Files.createDirectories(file.getParent());
          left -= write(in, file, left);
        }
      }
    } catch (FileSystemException e) {
      throw new IllegalArgumentException("the zip cannot be unpacked: " + e.getMessage(), e);
    }
    if (entries == 0) {
      throw new IllegalArgumentException("not a zip file, or an empty one: " + zip.getFileName());
    }
  }

  private static long write(InputStream in, Path file, long limit) throws IOException {
    long written = 0;
    byte[] buffer = new byte[64 * 1024];
    try (OutputStream out = Files.newOutputStream(file)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        written += read;
        if (written > limit) {
          throw new IllegalArgumentException(
              "Unzipped size must be smaller than " + UNPACKED_LIMIT_BYTES + " bytes");
        }
        out.write(buffer, 0, read);
      }
    }
    return written;
  }

  private static void copy(Path source, Path target) throws IOException {
    for (Path file : files(source)) {
      Path copied = target.resolve(source.relativize(file).toString());
      Files.createDirectories(copied.getParent());
      Files.copy(file, copied, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static long digestFile(Path file, MessageDigest digest) throws IOException {
    try (OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
      return Files.copy(file, out);
    }
  }

  private static long digestFolder(Path source, MessageDigest digest) throws IOException {
    long bytes = 0;
    for (Path file : files(source)) {
      digest.update(source.relativize(file).toString().getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
      bytes += digestFile(file, digest);
    }
    return bytes;
  }

  private static List<Path> files(Path source) throws IOException {
    try (Stream<Path> files = Files.walk(source)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static void delete(Path path) throws IOException {
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  private static String hex(String sha256) {
    return HexFormat.of().formatHex(Base64.getDecoder().decode(sha256));
  }
}
