package dev.sundial.prediction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sundial.naming.ModelName;
import dev.sundial.naming.StageName;
import dev.sundial.serving.BadArtefactException;
import dev.sundial.serving.IrisScorers;
import dev.sundial.serving.ManualClock;
import dev.sundial.serving.ModelSourceFake;
import dev.sundial.serving.UnavailableException;
import dev.sundial.serving.Wanted;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ServingLogTest {
  private static final ModelName IRIS = new ModelName("iris");
  private static final String METRIC =
      "{\"_aws\":{\"Timestamp\":1795176000000,\"CloudWatchMetrics\":[{\"Namespace\":\"Sundial\","
          + "\"Dimensions\":[[\"Stage\",\"Model\"]],"
          + "\"Metrics\":[{\"Name\":\"PredictionFailures\",\"Unit\":\"Count\"}]}]},"
          + "\"Stage\":\"local\",\"Model\":\"iris\",\"PredictionFailures\":1.0,";

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ServingLog log =
      new ServingLog(
          StageName.LOCAL, new ManualClock(), new PrintStream(out, true, StandardCharsets.UTF_8));
  private final Wanted wanted = new ModelSourceFake().promote(IRIS, 1, IrisScorers.tree());

  @Test
  void saysWhatWasLoadedAndHowLongItTook() {
    log.loaded(wanted, 12);
    assertThat(lines())
        .isEqualTo(
            "{\"event\":\"loaded\",\"model\":\"iris\",\"version\":\"20261120T000001Z-000000\","
                + "\"millis\":12}");
  }

  @Test
  void countsEveryKindOfFailureUnderOneMetric() {
    UnavailableException late = new UnavailableException("too late", new IOException());
    log.unreadPointer(IRIS, late);
    log.unavailable(wanted, late);
    log.refused(wanted, new BadArtefactException("other bytes"));
    String version = ",\"version\":\"20261120T000001Z-000000\",\"key\":\"models/iris/1\"}";
    assertThat(lines())
        .isEqualTo(
            METRIC
                + "\"kind\":\"pointer-unread\",\"why\":\"too late\"}\n"
                + METRIC
                + "\"kind\":\"scorer-unavailable\",\"why\":\"too late\""
                + version
                + "\n"
                + METRIC
                + "\"kind\":\"scorer-refused\",\"why\":\"other bytes\""
                + version);
  }

  private String lines() {
    return out.toString(StandardCharsets.UTF_8).strip();
  }
}
