package dev.sundial.local.clock;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_long;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Adds the offset at the three places where {@code java.time} learns the time.
 *
 * <p>The address of the mapped offset is a constant of the patched code, which reads it with the
 * JDK's own {@code Unsafe} (the classes live in java.base): no class of ours has to be visible from
 * there, and a look costs a memory read.
 */
final class ClockPatch implements ClassFileTransformer {

  private static final Set<String> PLACES =
      Set.of(
          "java/time/Clock.currentInstant",
          "java/time/Clock$SystemClock.millis",
          "java/time/Clock$SystemInstantSource.millis");

  private static final ClassDesc INSTANT = ClassDesc.of("java.time.Instant");
  private static final ClassDesc UNSAFE = ClassDesc.of("jdk.internal.misc.Unsafe");

  private final long address;
  private final Set<String> patched = new TreeSet<>();

  ClockPatch(long address) {
    this.address = address;
  }

  @Override
  public byte @Nullable [] transform(
      @Nullable ClassLoader loader,
      String className,
      @Nullable Class<?> redefined,
      @Nullable ProtectionDomain domain,
      byte[] bytes) {
    if (PLACES.stream().noneMatch(place -> place.startsWith(className + "."))) {
      return null;
    }
    var classFile = ClassFile.of();
    return classFile.transformClass(
        classFile.parse(bytes),
        ClassTransform.transformingMethodBodies(
            method -> isPlace(className, method),
            (code, element) -> {
              if (element instanceof ReturnInstruction end) {
                addOffset(code, end.opcode());
                patched.add(
                    className
                        + "."
                        + (end.opcode() == Opcode.ARETURN ? "currentInstant" : "millis"));
              }
              code.with(element);
            }));
  }

  /** Throws when this JDK keeps its time elsewhere. */
  void complete() {
    if (!patched.equals(PLACES)) {
      throw new IllegalStateException(
          "This JDK's clock has other insides: patched only " + patched);
    }
  }

  private static boolean isPlace(String className, MethodModel method) {
    return PLACES.contains(className + "." + method.methodName().stringValue());
  }

  /** On the stack lies the real time, an Instant or a long. */
  private void addOffset(CodeBuilder code, Opcode end) {
    code.invokestatic(UNSAFE, "getUnsafe", MethodTypeDesc.of(UNSAFE))
        .aconst_null()
        .loadConstant(address)
        .invokevirtual(UNSAFE, "getLongVolatile", MethodTypeDesc.of(CD_long, CD_Object, CD_long));
    if (end == Opcode.ARETURN) {
      code.invokevirtual(INSTANT, "plusMillis", MethodTypeDesc.of(INSTANT, CD_long));
    } else {
      code.ladd();
    }
  }
}
