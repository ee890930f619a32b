package dev.sundial.local.alarms;

import dev.sundial.local.metrics.MetricQuery;
import dev.sundial.local.metrics.MetricSource;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates one metric alarm. Windows end at the minute of the evaluation, so they slide with it;
 * an alarm on more than a day is evaluated once an hour on data up to that hour.
 */
final class Watcher {
  private static final Duration DAY = Duration.ofDays(1);
  private static final String SAMPLE_COUNT = "SampleCount";

  private final Alarm.Metric alarm;
  private final MetricQuery query;
  private final Judgement judgement;
  private final boolean manyDays;
  private final LowSamples lowSamples;
  private @Nullable Instant lastEnd;

  Watcher(Alarm.Metric alarm) {
    this.alarm = alarm;
    this.query = alarm.watched().query();
    this.judgement = alarm.judgement();
    this.manyDays = query.period().multipliedBy(alarm.evaluationPeriods()).compareTo(DAY) > 0;
    this.lowSamples = LowSamples.of(alarm);
  }

  /**
   * The status the alarm changes to; empty when it keeps its own.
   *
   * @param minute a whole one
   */
  Optional<StoredAlarm.Status> evaluate(
      MetricSource source, StoredAlarm.Status current, Instant minute, Instant now) {
    Instant end = manyDays ? minute.truncatedTo(ChronoUnit.HOURS) : minute;
    if (manyDays && end.equals(lastEnd)) {
      return Optional.empty();
    }
    lastEnd = end;
    EvaluationRange range = EvaluationRange.ending(end, alarm.evaluationPeriods(), query, source);
    Optional<AlarmState> state = judgement.of(range).filter(next -> next != current.value());
    if (state.isEmpty() || lowSamples.areTooFew(() -> evaluatedSamples(source, range))) {
      return Optional.empty();
    }
    Reason reason = Reason.of(alarm, state.get(), range, samples(source, range), now);
    return Optional.of(
        new StoredAlarm.Status(state.get(), reason.text(), Optional.of(reason.data()), now, now));
  }

  private double evaluatedSamples(MetricSource source, EvaluationRange range) {
    Map<Instant, Double> samples = samples(source, range);
    return range.evaluated(alarm.evaluationPeriods()).stream()
        .mapToDouble(period -> samples.getOrDefault(period.at(), 0.0))
        .sum();
  }

  /** How many samples each period that was looked at has; empty for math. */
  private Map<Instant, Double> samples(MetricSource source, EvaluationRange range) {
    Map<Instant, Double> samples = new HashMap<>();
    if (query instanceof MetricQuery.Stat stat) {
      MetricQuery counts =
          new MetricQuery.Stat(stat.metric(), SAMPLE_COUNT, stat.unit(), stat.period());
      source
          .points(counts, range.startOfLast(range.length()), range.end())
          .forEach(point -> samples.put(point.at(), point.value()));
    }
    return samples;
  }
}
