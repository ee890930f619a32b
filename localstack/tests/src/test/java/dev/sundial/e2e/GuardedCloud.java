package dev.sundial.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sundial.lifecycle.TrainingAnswer;
import dev.sundial.lifecycle.TrainingAnswer.Outcome;
import java.io.IOException;
import java.util.List;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/**
 * A small cloud of its own whose API wants to know who calls: iris, trained once. Test classes
 * deploy the kind of guard they are about.
 */
final class GuardedCloud implements AutoCloseable {
  private final Cloud cloud;
  private final String version;
  private List<String> settings;

  private GuardedCloud(Cloud cloud, List<String> settings, String version) {
    this.cloud = cloud;
    this.settings = settings;
    this.version = version;
  }

  static GuardedCloud open() {
    List<String> first = List.of("auth=iam");
    Cloud cloud = Cloud.guarded(first);
    try {
      Model iris = cloud.model("iris");
      iris.put("flowers.csv", Checkout.iris());
      TrainingAnswer answer = iris.train("{}");
      assertThat(answer.outcome()).as(answer::message).isEqualTo(Outcome.PROMOTED);
      return new GuardedCloud(cloud, first, answer.version().orElseThrow().value());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Deploys the stage with these settings, unless it has them. */
  void guard(String... by) throws IOException {
    if (!settings.equals(List.of(by))) {
      cloud.deploy(Checkout.guardedTemplates(List.of(by)));
      cloud.pause(Cloud.names().probeSchedule(), true);
      cloud.pause(cloud.model("iris").schedule(), true);
      settings = List.of(by);
    }
  }

  /** Deploys it so that anybody may call, and pointers are looked at every second. */
  void openWide() throws IOException {
    guard("auth=open", "prediction.pointerInterval=PT1S");
  }

  Cloud cloud() {
    return cloud;
  }

  /** The version that serves. */
  String version() {
    return version;
  }

  /** Lets the probe look, which predicts; says what it did. */
  int predictionsOfTheProbe() {
    String event = "{\"action\":\"probe\",\"scheduledTime\":\"" + cloud.now().toString() + "\"}";
    InvokeResponse looked =
        cloud
            .clients()
            .lambda
            .invoke(
                r ->
                    r.functionName(Cloud.names().probeFunction())
                        .payload(SdkBytes.fromUtf8String(event)));
    assertThat(looked.functionError()).as(looked.payload()::asUtf8String).isNull();
    return Cloud.parse(looked.payload().asUtf8String()).get("predictions").asInt();
  }

  @Override
  public void close() throws Exception {
    cloud.close();
  }
}
