package dev.sundial.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaskRootTest {

  @Test
  void addsAClassWithWhatItNeedsOfTheBench(@TempDir Path folder) throws Exception {
    TaskRoot.add(Longer.class, folder);
    URL[] urls = {folder.toUri().toURL()};
    try (URLClassLoader alone = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader())) {
      assertThat(alone.loadClass(Longer.class.getName()).getDeclaredConstructor().newInstance())
          .hasToString("longer than short");
    }
  }

  static class Short {
    @Override
    public String toString() {
      return "short";
    }
  }

  public static final class Longer extends Short {
    public Longer() {}

    @Override
    public String toString() {
      return "longer than " + super.toString();
    }
  }
}
