package dev.sundial.cli;

import dev.sundial.json.JsonWriter;
import dev.sundial.naming.ModelName;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** What ended in a failure queue, and sending it back. */
@Command(
    name = "failures",
    description = "See what ended in a failure queue, and send it back.",
    subcommands = {
      FailuresCommand.Listing.class,
      FailuresCommand.Show.class,
      FailuresCommand.Redrive.class
    })
final class FailuresCommand implements Callable<Integer> {
  @Mixin private final StageOption option = new StageOption();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    throw new ParameterException(
        spec.commandLine(), "Which of list, show, redrive? (stage " + option.stage() + ")");
  }

  /** Lists them. */
  @Command(name = "list", description = "List what ended in a failure queue.")
  static final class Listing implements Callable<Integer> {
    @Mixin private final StageOption option = new StageOption();

    @Parameters(
        paramLabel = "MODEL",
        arity = "0..1",
        converter = ModelNameConverter.class,
        description = "Default: every model, and what did not reach Slack.")
    private @Nullable ModelName model;

    @Override
    public Integer call() {
      DeployedStage stage = option.connect();
      try (SqsClient sqs = stage.client(SqsClient.builder())) {
        FailureQueues queues = new FailureQueues(stage, sqs);
        List<FailedEvent> all = queues.hold();
        int hidden = queues.heldByOthers(all.size());
        queues.release(all);
        List<FailedEvent> events = all.stream().filter(this::isAskedFor).toList();
        if (hidden > 0) {
          System.err.println(
              "sundial: " + hidden + " more, which somebody else is receiving just now");
        }
        Table table = new Table("ID", "MODEL", "KIND", "SINCE", "REASON");
        events.forEach(
            e ->
                table.row(
                    e.id(),
                    e.of(),
                    e.kind().name().toLowerCase(Locale.ROOT),
                    since(e),
                    e.reason()));
        System.out.println(
            option.json() ? table.json() : table.isEmpty() ? "nothing failed" : table.text());
      }
      return 0;
    }

    private boolean isAskedFor(FailedEvent event) {
      return model == null || event.of().equals(model.value());
    }

    private static String since(FailedEvent event) {
      String sent = event.message().attributes().get(MessageSystemAttributeName.SENT_TIMESTAMP);
      return sent == null ? "" : Instant.ofEpochMilli(Long.parseLong(sent)).toString();
    }
  }

  /** Shows one. */
  @Command(name = "show", description = "Show one, whole.")
  static final class Show implements Callable<Integer> {
    @Mixin private final StageOption option = new StageOption();

    @Parameters(paramLabel = "ID", description = "As failures list prints it.")
    private String id = "";

    @Override
    public Integer call() {
      DeployedStage stage = option.connect();
      try (SqsClient sqs = stage.client(SqsClient.builder())) {
        FailureQueues queues = new FailureQueues(stage, sqs);
        List<FailedEvent> events = queues.hold();
        queues.release(events);
        FailedEvent event =
            events.stream()
                .filter(e -> e.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new VerbFailed("no failure queue holds " + id));
        if (option.json()) {
          System.out.println(JsonWriter.write(event.json()));
        } else {
          event.json().forEach((name, value) -> System.out.printf("%-12s%s%n", name, plain(value)));
        }
      }
      return 0;
    }

    private static String plain(Object value) {
      return value instanceof Map<?, ?> ? JsonWriter.write(value) : value.toString();
    }
  }

  /** Sends them back. */
  @Command(
      name = "redrive",
      description = "Invoke the function again with what failed, and take it out of the queue.")
  static final class Redrive implements Callable<Integer> {
    @Mixin private final StageOption option = new StageOption();

    @Parameters(
        paramLabel = "MODEL|slack|ID",
        arity = "0..1",
        description = "What to send back; default everything.")
    private @Nullable String which;

    @Override
    public Integer call() {
      List<FailedEvent> chosen = new Redriving(option.connect()).redrive(this::isChosen);
      if (chosen.isEmpty() && which != null) {
        throw new VerbFailed("no failure queue holds anything of " + which);
      }
      System.out.println(
          option.json()
              ? JsonWriter.write(Map.of("redriven", chosen.stream().map(FailedEvent::id).toList()))
              : chosen.isEmpty() ? "nothing failed" : "redriven: " + chosen.size());
      return 0;
    }

    private boolean isChosen(FailedEvent event) {
      return which == null
          || event.id().equals(which)
          || event.of().equals(Objects.requireNonNull(which));
    }
  }
}
