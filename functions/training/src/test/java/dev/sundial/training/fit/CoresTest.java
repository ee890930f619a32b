package dev.sundial.training.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CoresTest {

  @Test
  void givesTheResultsInTheOrderOfTheirNumbers() {
    assertThat(Cores.each(1000, n -> n * n))
        .isEqualTo(IntStream.range(0, 1000).mapToObj(n -> n * n).toList());
    assertThat(Cores.each(0, n -> n)).isEmpty();
  }

  @Test
  void throwsWhatTheWorkThrows() {
    assertThatThrownBy(() -> Cores.each(3, CoresTest::refuse)).hasMessage("no");
    assertThatExceptionOfType(OutOfMemoryError.class)
        .isThrownBy(() -> Cores.each(3, CoresTest::exhaust));
  }

  @Test
  void anInterruptEndsTheWorkThatIsUnderWay() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    Thread fitting =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    Cores.each(1, n -> untilInterrupted(begun));
                  } catch (CancellationException e) {
                    if (Thread.currentThread().isInterrupted()) {
                      ended.countDown();
                    }
                  }
                });
    begun.await();
    fitting.interrupt();
    ended.await();
    fitting.join();
  }

  private static int untilInterrupted(CountDownLatch begun) {
    begun.countDown();
    while (true) {
      Cores.look();
      Thread.onSpinWait();
    }
  }

  private static int refuse(int number) {
    throw new IllegalStateException("no");
  }

  private static int exhaust(int number) {
    throw new OutOfMemoryError("none left");
  }
}
