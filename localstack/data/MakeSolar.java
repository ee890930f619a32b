import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Random;

/**
 * Makes the data of the example model solar: what a roof of solar panels of 5 kW gives at 1,200
 * moments of a year at 48° north, and the weather at each. The same bytes on every machine:
 *
 * <pre>java localstack/data/MakeSolar.java &gt; localstack/data/solar/solar.csv</pre>
 *
 * The roof lies flat. Sunlight through a clear sky is 1361 · 0.7^(m^0.678) W/m², m the air mass (A.
 * B. Meinel, M. P. Meinel, 1976); a cloud cover of c lets 1 − 0.75 c^3.4 of it through (F. Kasten, G.
 * Czeplak, 1980); cells are warmer than the air by G / (25 + 6.84 v) at G W/m² and a wind of v m/s
 * (D. Faiman, 2008) and lose 0.4 % a degree above 25 °C; dust takes 0.3 % for every day without rain,
 * at most 6 %; the inverter gives at most 4 kW. What is measured is off by 2 % and 20 W.
 */
final class MakeSolar {
  private static final int ROWS = 1_200;
  private static final long SEED = 1;
  private static final double LATITUDE = StrictMath.toRadians(48);

  private MakeSolar() {}

  public static void main(String[] arguments) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    Random random = new Random(SEED);
    out.print("sun elevation (deg),cloud cover,air temperature (C),wind (m/s),dry days,power (kW)\n");
    for (int row = 0; row < ROWS; row++) {
      out.print(row(random, 365.0 * row / ROWS));
    }
    out.flush();
  }

  private static String row(Random random, double day) {
    double elevation;
    do {
      elevation = elevation(day, 4 + 16 * random.nextDouble());
    } while (elevation < 3);
    double clouds = StrictMath.pow(random.nextDouble(), 0.8);
    double air = 10 - 9 * StrictMath.cos(2 * Math.PI * (day - 20) / 365) + 4 * random.nextGaussian();
    double wind = -3 * StrictMath.log(1 - random.nextDouble());
    int dryDays = (int) (-5 * StrictMath.log(1 - random.nextDouble()));
    double power = power(elevation, clouds, air, wind, dryDays);
    double measured =
        Math.max(0, power * (1 + 0.02 * random.nextGaussian()) + 0.02 * random.nextGaussian());
    return String.format(
        Locale.ROOT, "%.1f,%.2f,%.1f,%.1f,%d,%.3f%n", elevation, clouds, air, wind, dryDays, measured)
        .replace("\r", "");
  }

  /** Degrees above the horizon, by the day of the year and the hour in true solar time. */
  private static double elevation(double day, double hour) {
    double declination = StrictMath.toRadians(-23.44) * StrictMath.cos(2 * Math.PI * (day + 10) / 365);
    double angle = StrictMath.toRadians(15 * (hour - 12));
    return StrictMath.toDegrees(
        StrictMath.asin(
            StrictMath.sin(LATITUDE) * StrictMath.sin(declination)
                + StrictMath.cos(LATITUDE) * StrictMath.cos(declination) * StrictMath.cos(angle)));
  }

  /** kW. */
  private static double power(double elevation, double clouds, double air, double wind, int dryDays) {
    double sine = StrictMath.sin(StrictMath.toRadians(elevation));
    double clear = 1361 * StrictMath.pow(0.7, StrictMath.pow(1 / sine, 0.678)) * sine;
    double light = clear * (1 - 0.75 * StrictMath.pow(clouds, 3.4));
    double cell = air + light / (25 + 6.84 * wind);
    double clean = 1 - Math.min(0.06, 0.003 * dryDays);
    return Math.min(4, 5 * light / 1000 * (1 - 0.004 * (cell - 25)) * clean);
  }
}
