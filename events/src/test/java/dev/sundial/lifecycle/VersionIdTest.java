package dev.sundial.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sundial.naming.ModelName;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VersionIdTest {
  private static final ModelName IRIS = new ModelName("iris");
  private static final Instant DUE = Instant.parse("2026-11-20T03:15:00Z");

  @Test
  void isTheRunsTimeAndAHashOfModelAndRun() {
    VersionId version = VersionId.of(IRIS, RunId.scheduled(DUE), DUE.plusMillis(999));
    // printf 'iris\n20261120T031500Z' | sha256sum
    assertThat(version.value()).isEqualTo("20261120T031500Z-b2d89f");
    assertThat(version.time()).isEqualTo(DUE);
    assertThat(VersionId.parse(version.value())).isEqualTo(version);
  }

  @Test
  void differsByModelAndByRun() {
    RunId run = RunId.scheduled(DUE);
    assertThat(VersionId.of(new ModelName("rose"), run, DUE))
        .isNotEqualTo(VersionId.of(IRIS, run, DUE));
    assertThat(VersionId.of(IRIS, RunId.adHoc("a"), DUE))
        .isNotEqualTo(VersionId.of(IRIS, RunId.adHoc("b"), DUE));
  }

  @Test
  void textOrderIsTimeOrder() {
    VersionId earlier = VersionId.parse("20261120T031500Z-ffffff");
    VersionId later = VersionId.parse("20261120T031501Z-000000");
    assertThat(earlier).isLessThan(later);
    assertThat(VersionId.parse("20261120T031500Z-000001")).isLessThan(earlier);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "latest",
        "20261120T031500Z",
        "20261120T031500Z-7F3A9C",
        "20261120T031500Z-7f3a9",
        "20261120T031500Z-7f3a9c0",
        "20261320T031500Z-7f3a9c",
        "20261120T031560Z-7f3a9c",
        "20261120T031500Z-7f3a9c\n",
        "../20261120T031500Z-7f3a9c"
      })
  void whatIsNoVersionIsRefused(String text) {
    assertThatThrownBy(() -> VersionId.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
