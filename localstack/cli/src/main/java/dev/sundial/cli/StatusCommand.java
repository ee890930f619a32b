package dev.sundial.cli;

import dev.sundial.json.JsonWriter;
import dev.sundial.naming.ModelName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;

/** Tells how every model stands, as CloudWatch knows it. */
@Command(
    name = "status",
    description = "Tell how old and how good every model is, and which alarms are red.")
final class StatusCommand implements Callable<Integer> {
  @Mixin private final StageOption option = new StageOption();

  @Override
  public Integer call() {
    DeployedStage stage = option.connect();
    try (CloudWatchClient cloudWatch = stage.client(CloudWatchClient.builder())) {
      List<ModelName> models = stage.models();
      Instant now = stage.clock().instant();
      Map<ModelName, ModelGauges> gauges =
          ModelGauges.read(cloudWatch, option.stage(), models, now);
      RedAlarms red = RedAlarms.read(cloudWatch, option.stage());
      System.out.println(option.json() ? json(gauges, red) : text(gauges, red, now));
    }
    return 0;
  }

  private static String text(Map<ModelName, ModelGauges> gauges, RedAlarms red, Instant now) {
    Table table = new Table("MODEL", "AGE", "OVERDUE", "QUALITY", "WEEK", "DATA", "TOLD", "ALARMS");
    gauges.forEach(
        (model, gauge) ->
            table.row(
                model.value(),
                gauge.age(),
                gauge.overdue(),
                gauge.quality(),
                gauge.week(),
                gauge.dataAge(),
                gauge.told(now),
                red.of(model).isEmpty() ? "ok" : String.join(" ", red.of(model))));
    StringBuilder text = new StringBuilder(table.text());
    text.append("\nstage: ").append(red.ofStage().isEmpty() ? "ok" : "");
    text.append(String.join(" ", red.ofStage()));
    red.lines().forEach(line -> text.append("\n  ").append(line));
    return text.toString();
  }

  private static String json(Map<ModelName, ModelGauges> gauges, RedAlarms red) {
    Map<String, Object> models = new LinkedHashMap<>();
    gauges.forEach(
        (model, gauge) -> {
          Map<String, Object> json = new LinkedHashMap<>(gauge.json());
          json.put("alarms", red.of(model));
          models.put(model.value(), json);
        });
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("models", models);
    json.put("stageAlarms", red.ofStage());
    json.put("red", new ArrayList<>(red.lines()));
    return JsonWriter.write(json);
  }
}
