package dev.sundial.infra;

import dev.sundial.alarms.AlarmKind;
import dev.sundial.alarms.Level;
import java.util.Collection;
import java.util.stream.Collectors;
import software.amazon.awscdk.services.cloudwatch.IWidget;
import software.amazon.awscdk.services.cloudwatch.TextWidget;

/** The text of a dashboard that says what to do for each of its alarms. */
final class Advice {
  private static final int HEIGHT_OF_TITLE = 2;

  private Advice() {}

  static IWidget widget(Collection<AlarmKind> kinds) {
    return TextWidget.Builder.create()
        .markdown(
            kinds.stream()
                .map(
                    kind ->
                        "**%s**%s: %s. %s"
                            .formatted(
                                kind.id(),
                                kind.level() == Level.PAGE ? "" : " (notice)",
                                kind.title(),
                                kind.advice()))
                .collect(Collectors.joining("\n\n", "### What to do\n\n", "")))
        .width(Chart.COLUMNS)
        .height(HEIGHT_OF_TITLE + kinds.size())
        .build();
  }
}
