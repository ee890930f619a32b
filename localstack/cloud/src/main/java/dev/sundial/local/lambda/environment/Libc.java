package dev.sundial.local.lambda.environment;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/** The calls of the C library that Java has no other way to; numbers are Linux's. */
final class Libc {
  private static final int SC_PAGESIZE = 30;

  private static final MethodHandle KILL =
      bind(
          "kill",
          FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));

  /** Bytes of a page of memory, the unit of {@code /proc/PID/statm}. */
  static final long PAGE_BYTES = pageBytes();

  private Libc() {}

  /** A signal to a process. */
  enum ProcessSignal {
    KILL(9),
    CONTINUE(18),
    STOP(19);

    private final int number;

    ProcessSignal(int number) {
      this.number = number;
    }
  }

  /** Sends it unless the process has ended. */
  static void send(ProcessSignal signal, Process process) {
    if (!process.isAlive()) {
      return;
    }
    try {
      int unused = (int) KILL.invokeExact((int) process.pid(), signal.number);
    } catch (Throwable e) {
      throw new IllegalStateException("kill(2) failed", e);
    }
  }

  private static long pageBytes() {
    try {
      return (long)
          bind("sysconf", FunctionDescriptor.of(ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT))
              .invokeExact(SC_PAGESIZE);
    } catch (Throwable e) {
      throw new IllegalStateException("sysconf(3) failed", e);
    }
  }

  private static MethodHandle bind(String name, FunctionDescriptor descriptor) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), descriptor);
  }
}
