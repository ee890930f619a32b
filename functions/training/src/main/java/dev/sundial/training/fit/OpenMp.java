package dev.sundial.training.fit;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * The threads of XGBoost's native code. Between two steps they spin, by default, which takes the
 * processor from those who still work whenever there are fewer processors than one believes, as
 * under Lambda's quota: a fit then takes twenty times as long. Told to be passive they sleep.
 */
final class OpenMp {
  private static final int KEEP = 0;

  private OpenMp() {}

  /**
   * Must come before the library is loaded: it reads its environment once. A policy that the
   * environment already has is kept.
   */
  static void waitPassively() {
    Linker linker = Linker.nativeLinker();
    MethodHandle setenv =
        linker.downcallHandle(
            linker.defaultLookup().findOrThrow("setenv"),
            FunctionDescriptor.of(
                ValueLayout.JAVA_INT,
                ValueLayout.ADDRESS,
                ValueLayout.ADDRESS,
                ValueLayout.JAVA_INT));
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment name = arena.allocateFrom("OMP_WAIT_POLICY");
      MemorySegment value = arena.allocateFrom("PASSIVE");
      int failed = (int) setenv.invokeExact(name, value, KEEP);
      if (failed != 0) {
        throw new IllegalStateException("setenv gave " + failed);
      }
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("setenv cannot be called", e);
    }
  }
}
