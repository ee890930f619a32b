package dev.sundial.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalNumberTest {

  @ParameterizedTest
  @CsvSource({
    "5.1, 5.1",
    "-0.25, -0.25",
    "+3, 3",
    ".5, 0.5",
    "5., 5",
    "1e3, 1000",
    "1E-3, 0.001",
    "2.5e+2, 250",
    "000.1000, 0.1",
    "0.000000000000000000000000000001, 1e-30",
    "123456789012345678901234567890, 1.2345678901234568e29",
    "9007199254740993, 9007199254740992",
    "0.1000000000000000055511151231257827, 0.1",
    "1e100, 1e100",
    "1e-400, 0",
    "1e-99999999999999999999, 0",
    "0e999999, 0"
  })
  void readsADecimalNumber(String text, double expected) {
    assertThat(parse(text)).isEqualTo(expected);
  }

  @Test
  void blanksAroundANumberDoNotCount() {
    assertThat(parse(" \t5.1 ")).isEqualTo(5.1);
  }

  @Test
  void minusZeroIsZero() {
    assertThat(Double.doubleToRawLongBits(parse("-0.0"))).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "-",
        "+",
        ".",
        "e5",
        "1e",
        "1e+",
        "1e5.5",
        "1.2.3",
        "--1",
        "1 2",
        "1,5",
        "1_000",
        "0x1p3",
        "1d",
        "1.0f",
        "NaN",
        "nan",
        "Infinity",
        "-inf",
        "NA",
        "null",
        "٣",
        "１２",
        "5.1\n",
        "1\u00a0"
      })
  void refusesWhatIsNotADecimalNumber(String text) {
    assertThat(parse(text)).isNaN();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e400", "-1e400", "1.0000000000000002e100", "1e999999999999999999999"})
  void tellsApartWhatIsTooLarge(String text) {
    assertThat(parse(text)).isInfinite();
  }

  @Test
  void agreesWithTheLibraryOnEveryNumberItWrites() {
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < 200_000; i++) {
      double value = (random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(-30, 30));
      String text = i % 2 == 0 ? Double.toString(value) : String.format("%.6f", value);
      assertThat(parse(text)).as(text).isEqualTo(Double.parseDouble(text) + 0.0);
    }
  }

  @Test
  void agreesWithTheLibraryWhereRoundingIsHardest() {
    SplittableRandom random = new SplittableRandom(11);
    for (int i = 0; i < 20_000; i++) {
      double value = Double.longBitsToDouble(random.nextLong() & Long.MAX_VALUE);
      if (value > DecimalNumber.GREATEST || Double.isNaN(value)) {
        value = Double.longBitsToDouble(random.nextLong(Double.doubleToLongBits(1e100)));
      }
      BigDecimal half =
          new BigDecimal(value).add(new BigDecimal(Math.nextUp(value))).divide(BigDecimal.TWO);
      String exact = half.toString();
      for (String text : List.of(exact, exact.replaceFirst("E", "1E"), Double.toString(value))) {
        assertThat(parse(text)).as(text).isEqualTo(Double.parseDouble(text));
      }
    }
  }

  private static double parse(String text) {
    String around = "9" + text + "9";
    return DecimalNumber.parse(around.toCharArray(), 1, text.length());
  }
}
