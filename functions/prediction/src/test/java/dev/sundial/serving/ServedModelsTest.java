package dev.sundial.serving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sundial.naming.ModelName;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServedModelsTest {
  private static final ModelName IRIS = new ModelName("iris");
  private static final Duration INTERVAL = Duration.ofSeconds(60);
  private static final Choice CHAMPION = new Choice.Champion();

  private final ManualClock clock = new ManualClock();
  private final ModelSourceFake source = new ModelSourceFake();
  private final JournalFake journal = new JournalFake();
  private final ServedModels models = new ServedModels(source, journal, clock, INTERVAL);

  @Test
  void looksAndLoadsInsideTheFirstRequestAndTakesItsTime() {
    source.promote(IRIS, 1, IrisScorers.tree());
    assertThat(served()).isEqualTo("1");
    assertThat(source.asked).containsExactly("look iris MUCH", "load 20261120T000001Z-000000 MUCH");
    assertThat(journal.lines).containsExactly("loaded 20261120T000001Z-000000");
  }

  @Test
  void doesNotLookAgainBeforeTheIntervalIsOver() {
    source.promote(IRIS, 1, IrisScorers.tree());
    served();
    source.promote(IRIS, 2, IrisScorers.tree());
    clock.advance(INTERVAL.minusNanos(1));
    assertThat(served()).isEqualTo("1");
    assertThat(source.asked).hasSize(2);
    clock.advance(Duration.ofNanos(1));
    assertThat(served()).isEqualTo("2");
    assertThat(source.asked.subList(2, 4))
        .containsExactly("look iris LITTLE", "load 20261120T000002Z-000000 LITTLE");
  }

  @Test
  void doesNotLoadWhenThePointerHasNotMoved() {
    source.promote(IRIS, 1, IrisScorers.tree());
    served();
    clock.advance(INTERVAL);
    assertThat(served()).isEqualTo("1");
    assertThat(source.asked.subList(2, 3)).containsExactly("look iris LITTLE");
    assertThat(source.asked).hasSize(3);
  }

  @Test
  void goesBackToAVersionStillInMemoryWithoutLoadingIt() {
    Wanted first = source.promote(IRIS, 1, IrisScorers.tree());
    served();
    source.promote(IRIS, 2, IrisScorers.tree());
    clock.advance(INTERVAL);
    assertThat(served()).isEqualTo("2");
    source.point(first);
    clock.advance(INTERVAL);
    assertThat(served()).isEqualTo("1");
    assertThat(source.asked).filteredOn(ask -> ask.startsWith("load")).hasSize(2);
  }

  @Test
  void looksAgainAfterAJumpOfTheClockEitherWay() {
    source.promote(IRIS, 1, IrisScorers.tree());
    served();
    source.promote(IRIS, 2, IrisScorers.tree());
    clock.advance(Duration.ofDays(400));
    assertThat(served()).isEqualTo("2");
    source.promote(IRIS, 3, IrisScorers.tree());
    clock.advance(Duration.ofDays(-500));
    assertThat(served()).isEqualTo("3");
  }

  @Test
  void answersFromTheLastGoodVersionMarkedStaleWhileTheNewOneIsBad() {
    source.promote(IRIS, 1, IrisScorers.tree());
    served();
    Wanted bad = source.promote(IRIS, 2, IrisScorers.tree());
    source.spoil(bad);
    clock.advance(INTERVAL);
    assertThat(served()).isEqualTo("1 stale");
    assertThat(journal.lines.getLast())
        .isEqualTo("refused 20261120T000002Z-000000: has another SHA-256");
  }

  @Test
  void aNewEnvironmentAnswersByTheVersionBeforeABadOne() {
    source.promote(IRIS, 1, IrisScorers.tree());
    Wanted bad = source.promote(IRIS, 2, IrisScorers.tree());
    source.spoil(bad);
    assertThat(served()).isEqualTo("1 stale");
    source.asked.clear();
    assertThat(served()).isEqualTo("1 stale");
    assertThat(source.asked).as("not at every request").isEmpty();
    source.repair(bad, IrisScorers.tree());
    clock.advance(INTERVAL);
    assertThat(served()).isEqualTo("2");
  }

  @Test
  void aNewEnvironmentSaysSoWhenTheVersionBeforeIsBadToo() {
    Wanted first = source.promote(IRIS, 1, IrisScorers.tree());
    Wanted second = source.promote(IRIS, 2, IrisScorers.tree());
    source.spoil(first);
    source.spoil(second);
    assertThat(served()).isEqualTo("the version of the model iris is unreadable, in PT1M");
    source.repair(first, IrisScorers.tree());
    clock.advance(INTERVAL);
    assertThat(served()).isEqualTo("1 stale");
  }

  @Test
  void doesNotTryABadArtefactAtEveryRequest() {
    source.promote(IRIS, 1, IrisScorers.tree());
    served();
    source.spoil(source.promote(IRIS, 2, IrisScorers.tree()));
    clock.advance(INTERVAL);
    served();
    int asked = source.asked.size();
    clock.advance(INTERVAL.minusNanos(1));
    assertThat(served()).isEqualTo("1 stale");
    assertThat(source.asked).hasSize(asked);
    clock.advance(Duration.ofNanos(1));
    assertThat(served()).isEqualTo("1 stale");
    assertThat(source.asked).hasSize(asked + 2);
  }

  @Test
  void picksUpACorrectedPointerAtTheNextLook() {
    source.promote(IRIS, 1, IrisScorers.tree());
    served();
    source.spoil(source.promote(IRIS, 2, IrisScorers.tree()));
    clock.advance(INTERVAL);
    served();
    source.promote(IRIS, 3, IrisScorers.tree());
    clock.advance(INTERVAL);
    assertThat(served()).isEqualTo("3");
  }

  @Test
  void picksUpARepairedArtefact() {
    Wanted bad = source.promote(IRIS, 1, IrisScorers.tree());
    source.spoil(bad);
    assertThat(served()).isEqualTo("the version of the model iris is unreadable, in PT1M");
    source.repair(bad, IrisScorers.tree());
    clock.advance(Duration.ofSeconds(59));
    assertThat(served()).isEqualTo("the version of the model iris is unreadable, in PT1S");
    clock.advance(Duration.ofSeconds(1));
    assertThat(served()).isEqualTo("1");
  }

  @Test
  void looksAtEveryRequestWhileNothingCanServe() {
    source.spoil(source.promote(IRIS, 1, IrisScorers.tree()));
    served();
    source.promote(IRIS, 2, IrisScorers.tree());
    assertThat(served()).isEqualTo("2");
  }

  @Test
  void neverRemembersThatThereIsNoModel() {
    assertThat(served()).isEqualTo("the model iris has no version yet, in PT5S");
    source.promote(IRIS, 1, IrisScorers.tree());
    assertThat(served()).isEqualTo("1");
  }

  @Test
  void servesNothingOnceThePointerNamesNothing() {
    source.promote(IRIS, 1, IrisScorers.tree());
    served();
    source.clear(IRIS);
    clock.advance(INTERVAL);
    assertThat(served()).isEqualTo("the model iris has no version yet, in PT5S");
  }

  @Test
  void answersStaleWhileThePointerCannotBeReadAndTriesAgainAfterFiveSeconds() {
    source.promote(IRIS, 1, IrisScorers.tree());
    served();
    source.pointersFail = true;
    clock.advance(INTERVAL);
    assertThat(served()).isEqualTo("1 stale");
    assertThat(journal.lines.getLast()).isEqualTo("unread iris");
    int asked = source.asked.size();
    clock.advance(Duration.ofSeconds(5).minusNanos(1));
    assertThat(served()).isEqualTo("1 stale");
    assertThat(source.asked).hasSize(asked);
    source.pointersFail = false;
    clock.advance(Duration.ofNanos(1));
    assertThat(served()).isEqualTo("1");
  }

  @Test
  void answersStaleWhileTheNewVersionCannotBeHadAndTriesAgainAfterFiveSeconds() {
    source.promote(IRIS, 1, IrisScorers.tree());
    served();
    source.promote(IRIS, 2, IrisScorers.tree());
    source.scorersFail = true;
    clock.advance(INTERVAL);
    assertThat(served()).isEqualTo("1 stale");
    assertThat(journal.lines.getLast()).isEqualTo("unavailable 20261120T000002Z-000000");
    source.scorersFail = false;
    clock.advance(Duration.ofSeconds(5).minusNanos(1));
    assertThat(served()).isEqualTo("1 stale");
    clock.advance(Duration.ofNanos(1));
    assertThat(served()).isEqualTo("2");
  }

  @Test
  void triesAtEveryRequestWhenNothingElseCouldAnswer() {
    source.promote(IRIS, 1, IrisScorers.tree());
    source.pointersFail = true;
    assertThat(served()).isEqualTo("the model iris cannot be loaded just now, in PT1S");
    source.pointersFail = false;
    source.scorersFail = true;
    assertThat(served()).isEqualTo("the model iris cannot be loaded just now, in PT1S");
    source.scorersFail = false;
    assertThat(served()).isEqualTo("1");
  }

  @Test
  void looksAtEveryRequestWithoutAnInterval() {
    ServedModels eager = new ServedModels(source, journal, clock, Duration.ZERO);
    source.promote(IRIS, 1, IrisScorers.tree());
    eager.serve(IRIS, CHAMPION);
    source.promote(IRIS, 2, IrisScorers.tree());
    assertThat(text(eager.serve(IRIS, CHAMPION))).isEqualTo("2");
  }

  @Test
  void refusesFormatsThatAreNotAllowedBeforeReadingThem() {
    source.promote(IRIS, 1, "tribuo-protobuf", new byte[] {1});
    assertThat(served()).isEqualTo("the version of the model iris is unreadable, in PT1M");
    assertThat(source.asked).containsExactly("look iris MUCH");
    assertThat(journal.lines)
        .containsExactly(
            "refused 20261120T000001Z-000000: the format tribuo-protobuf is not allowed");
  }

  @Test
  void refusesBytesThatAreNoScorer() {
    source.promote(IRIS, 1, "sundial-scorer/1", new byte[] {1, 2, 3, 4, 5, 6, 7, 8});
    served();
    assertThat(journal.lines)
        .containsExactly(
            "refused 20261120T000001Z-000000: the scorer is not in the format sundial-scorer/1");
  }

  @Test
  void keepsFourVersionsAndDropsTheLeastRecentlyUsed() {
    List<ModelName> names =
        List.of(IRIS, new ModelName("b"), new ModelName("c"), new ModelName("d"));
    for (ModelName name : names) {
      source.promote(name, 1, IrisScorers.tree());
      models.serve(name, CHAMPION);
    }
    models.serve(IRIS, CHAMPION);
    ModelName fifth = new ModelName("e");
    source.promote(fifth, 1, IrisScorers.tree());
    models.serve(fifth, CHAMPION);
    source.asked.clear();
    models.serve(IRIS, CHAMPION);
    assertThat(source.asked).isEmpty();
    assertThat(text(models.serve(new ModelName("b"), CHAMPION))).isEqualTo("1");
    assertThat(source.asked).containsExactly("look b MUCH", "load 20261120T000001Z-000000 MUCH");
  }

  @Test
  void trustsNoPointerReadBeforeASnapshotButKeepsTheVersions() {
    source.promote(IRIS, 1, IrisScorers.tree());
    models.prepare(source, List.of(IRIS));
    models.distrust();
    source.asked.clear();
    assertThat(served()).isEqualTo("1");
    assertThat(source.asked).containsExactly("look iris MUCH");
    models.distrust();
    source.promote(IRIS, 2, IrisScorers.tree());
    assertThat(served()).isEqualTo("2");
  }

  @Test
  void servesNothingAfterASnapshotWhileThePointerCannotBeRead() {
    source.promote(IRIS, 1, IrisScorers.tree());
    served();
    models.distrust();
    source.pointersFail = true;
    assertThat(served()).isEqualTo("the model iris cannot be loaded just now, in PT1S");
  }

  @Test
  void preparesWhatItCanAndSaysNothing() {
    ModelName other = new ModelName("other");
    source.spoil(source.promote(IRIS, 1, IrisScorers.tree()));
    source.promote(other, 1, IrisScorers.tree());
    models.prepare(source, List.of(IRIS, other));
    source.asked.clear();
    assertThat(text(models.serve(other, CHAMPION))).isEqualTo("1");
    assertThat(source.asked).containsExactly("look other MUCH");
    assertThat(journal.lines).isEmpty();
    source.pointersFail = true;
    models.prepare(source, List.of(IRIS, other));
    assertThat(source.asked).containsExactly("look other MUCH", "look iris MUCH");
  }

  @Test
  void servesTheVersionThatIsChosenBesideTheOneThatServes() {
    source.promote(IRIS, 1, IrisScorers.tree());
    source.promote(IRIS, 2, IrisScorers.tree());
    assertThat(served()).isEqualTo("2");
    assertThat(chosen(1)).isEqualTo("1");
    assertThat(text(models.serve(IRIS, new Choice.Latest()))).isEqualTo("2");
    assertThat(text(models.serve(IRIS, new Choice.Previous()))).isEqualTo("1");
    assertThat(chosen(3)).isEqualTo("The model iris has no version 20261120T000003Z-000000");
    assertThat(served()).isEqualTo("2");

    source.asked.clear();
    assertThat(chosen(1)).isEqualTo("1");
    assertThat(source.asked).as("what never changes is not looked up again").isEmpty();
    assertThat(chosen(3)).contains("no version");
    assertThat(source.asked).containsExactly("find 20261120T000003Z-000000 MUCH");
  }

  @Test
  void aLabelIsStaleWhileThePointerCannotBeRead() {
    source.promote(IRIS, 1, IrisScorers.tree());
    assertThat(served()).isEqualTo("1");
    source.pointersFail = true;
    clock.advance(INTERVAL);
    assertThat(text(models.serve(IRIS, new Choice.Latest()))).isEqualTo("1 stale");
    source.asked.clear();
    assertThat(text(models.serve(IRIS, new Choice.Previous())))
        .isEqualTo("the model iris cannot be looked up just now, in PT1S");
    assertThat(source.asked)
        .as("there is nothing to give up soon for")
        .containsExactly("look iris MUCH");
    source.pointersFail = false;
    assertThat(text(models.serve(IRIS, new Choice.Previous())))
        .isEqualTo("The model iris has no version labelled previous");
  }

  @Test
  void aModelOfOneVersionHasNoPreviousOne() {
    assertThat(text(models.serve(IRIS, new Choice.Latest())))
        .isEqualTo("The model iris has no version labelled latest");
    source.promote(IRIS, 1, IrisScorers.tree());
    served();
    assertThat(text(models.serve(IRIS, new Choice.Previous())))
        .isEqualTo("The model iris has no version labelled previous");
  }

  @Test
  void aChosenVersionThatCannotBeReadIsSaidSoAndTouchesNothingElse() {
    Wanted first = source.promote(IRIS, 1, IrisScorers.tree());
    source.promote(IRIS, 2, IrisScorers.tree());
    served();
    source.spoil(first);
    assertThat(chosen(1))
        .isEqualTo("the version 20261120T000001Z-000000 of the model iris is unreadable, in PT1M");
    source.pointersFail = true;
    assertThat(chosen(3)).endsWith("cannot be loaded just now, in PT1S");
    assertThat(served()).isEqualTo("2");
    assertThat(journal.lines)
        .containsExactly(
            "loaded 20261120T000002Z-000000",
            "chosen refused 20261120T000001Z-000000: has another SHA-256",
            "chosen unavailable 20261120T000003Z-000000");
  }

  @Test
  void whoeverWalksThroughOldVersionsDrivesOutNoneThatServes() {
    List<ModelName> names =
        List.of(IRIS, new ModelName("b"), new ModelName("c"), new ModelName("d"));
    for (int number = 1; number <= 9; number++) {
      source.promote(IRIS, number, IrisScorers.tree());
    }
    names.subList(1, 4).forEach(name -> source.promote(name, 1, IrisScorers.tree()));
    names.forEach(name -> models.serve(name, CHAMPION));
    Wanted bad = source.promote(IRIS, 10, IrisScorers.tree());
    source.spoil(bad);
    for (int number = 1; number <= 8; number++) {
      assertThat(chosen(number)).isEqualTo(String.valueOf(number));
    }
    clock.advance(INTERVAL);
    assertThat(served()).as("the last good one is still there").isEqualTo("9 stale");
    source.asked.clear();
    names
        .subList(1, 4)
        .forEach(name -> assertThat(text(models.serve(name, CHAMPION))).isEqualTo("1"));
    assertThat(source.asked).containsExactly("look b LITTLE", "look c LITTLE", "look d LITTLE");
  }

  private String chosen(int number) {
    return text(models.serve(IRIS, new Choice.Exact(ModelSourceFake.version(number))));
  }

  private String served() {
    return text(models.serve(IRIS, CHAMPION));
  }

  private static String text(Serving serving) {
    return switch (serving) {
      case Serving.Version version ->
          Integer.parseInt(version.version().version().substring(9, 15))
              + (version.stale() ? " stale" : "");
      case Serving.Unknown unknown -> unknown.why();
      case Serving.Nothing nothing -> nothing.why() + ", in " + nothing.retryAfter();
    };
  }
}
