import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Checks or writes the one source format of this repository: {@code java SourceFormat.java check|write}. */
final class SourceFormat {

  public static void main(String[] args) throws Exception {
    boolean write = args.length > 0 && args[0].equals("write");
    List<Path> wrong = sources().stream().filter(file -> differs(file, write)).toList();
    if (!write && !wrong.isEmpty()) {
      System.err.println("Not formatted (run: mvn -N validate -Dformat=write):");
      wrong.forEach(file -> System.err.println("  " + file));
      System.exit(1);
    }
  }

  private static List<Path> sources() throws IOException {
    try (var files = Files.walk(Path.of("."))) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !file.toString().contains("/target/"))
          .filter(file -> file.toString().contains("/src/"))
          .sorted()
          .toList();
    }
  }

  private static boolean differs(Path file, boolean write) {
    try {
      String source = Files.readString(file);
      String formatted = format(source);
      if (formatted.equals(source)) {
        return false;
      }
      if (write) {
        Files.writeString(file, formatted);
      }
      return true;
    } catch (Exception e) {
      System.err.println(file + ": " + e.getMessage());
      return true;
    }
  }

  private static String format(String source) throws Exception {
    Formatter formatter = new Formatter(JavaFormatterOptions.defaultOptions());
    String ordered = ImportOrderer.reorderImports(RemoveUnusedImports.removeUnusedImports(source),
        JavaFormatterOptions.Style.GOOGLE);
    return formatter.formatSource(ordered);
  }
}
