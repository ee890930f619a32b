package dev.sundial.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sundial.json.InvalidDocumentException;
import dev.sundial.naming.ModelName;
import dev.sundial.spec.ModelSpec;
import dev.sundial.spec.TrainerKind;
import dev.sundial.spec.TrainerSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeclarationsTest {
  private static final String MODEL =
      """
      name: churn
      task: classification
      target: left
      trainer:
        name: cart
      """;

  private final Checkout checkout;

  DeclarationsTest(@TempDir Path folder) {
    checkout = new Checkout(folder).model("churn", MODEL).stage("dev", "name: dev\n");
  }

  private void refused(String message) {
    assertThatThrownBy(() -> checkout.declarations("dev"))
        .isInstanceOf(InvalidDocumentException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"local", "localstack", "dev", "prod"})
  void readsWhatIsShipped(String stage, @TempDir Path home) {
    Declarations shipped = Checkout.shipped(home).declarations(stage);
    assertThat(shipped.stage().name()).hasToString(stage);
    assertThat(shipped.modelNames()).contains(new ModelName("iris"));
    ModelSpec iris =
        shipped.models().stream()
            .filter(m -> m.name().value().equals("iris"))
            .findFirst()
            .orElseThrow();
    assertThat(iris.features())
        .containsExactly(
            "sepal length (cm)", "sepal width (cm)", "petal length (cm)", "petal width (cm)");
    assertThat(iris.trainer()).isEqualTo(TrainerSpec.defaults(TrainerKind.LOGISTIC_REGRESSION));
  }

  @Test
  void ordersModelsByNameWhateverTheFolderSays() {
    checkout.model("b", MODEL.replace("churn", "b")).model("a", MODEL.replace("churn", "a"));
    assertThat(checkout.declarations("dev").modelNames())
        .extracting(ModelName::value)
        .containsExactly("a", "b", "churn");
  }

  @Test
  void namesFileLineAndFieldOfEveryProblemInEveryFileAtOnce() {
    checkout
        .model(
            "churn",
            """
            name: churn
            task: classification
            target: left

            trainer:
              name: cart
              hyperparameters:
                maxDepth: 65
                epochs: 3
            training:
              memory: 100
            colour: red
            """)
        .model("iris", "name: iris\n")
        .stage("dev", "name: dev\nauth: saml\nprediction: {timeout: PT30S}\n");
    refused(
        """
        stages/dev.yaml:2: auth: must be one of iam, jwt, open, was "saml"
        stages/dev.yaml:3: prediction.timeout: must be from PT1S to PT29S, was PT30S
        models/churn.yaml:8: trainer.hyperparameters.maxDepth: must be from 1 to 64, was 65
        models/churn.yaml:9: trainer.hyperparameters.epochs: is not known here
        models/churn.yaml:11: training.memory: must be from 512 to 10240, was 100
        models/churn.yaml:12: colour: is not known here
        models/iris.yaml:1: task: is required
        models/iris.yaml:1: target: is required
        models/iris.yaml:1: trainer: is required""");
  }

  @Test
  void namesEveryProblemOfTheTokensAStageTakes() {
    checkout.stage(
        "dev",
        """
        name: dev
        auth: jwt
        jwt:
          issuer: http://login.example.com
          audience: [a, " "]
          jwksUri: ftp://keys
          cacheFor: PT61M
          colour: red
        """);
    String address =
        "must be an https address such as https://login.example.com (http is for 127.0.0.1 and"
            + " [::1] only), was ";
    refused(
        """
        stages/dev.yaml:4: jwt.issuer: %s"http://login.example.com"
        stages/dev.yaml:5: jwt.audience: must name at least one, and none may be blank
        stages/dev.yaml:6: jwt.jwksUri: %s"ftp://keys"
        stages/dev.yaml:7: jwt.cacheFor: must be from PT0S to PT1H, was PT1H1M
        stages/dev.yaml:8: jwt.colour: is not known here"""
            .formatted(address, address));
    checkout.stage("dev", "name: dev\nauth: jwt\n");
    refused("stages/dev.yaml:1: jwt: is required where auth is jwt, with issuer and audience");
    checkout.stage("dev", "name: dev\nauth: jwt\njwt: {cacheFor: PT0S}\n");
    refused(
        """
        stages/dev.yaml:3: jwt.issuer: is required
        stages/dev.yaml:3: jwt.audience: is required""");
  }

  @Test
  void takesTheTokensThatTheCommandLineSays() {
    checkout.stage("dev", "name: dev\n");
    StageSpec.Jwt jwt =
        checkout
            .declarations(
                "dev",
                "--set",
                "auth=jwt",
                "--set",
                "jwt.issuer=http://127.0.0.1:9000/x",
                "--set",
                "jwt.audience=api")
            .stage()
            .jwt()
            .orElseThrow();
    assertThat(jwt.issuer()).isEqualTo("http://127.0.0.1:9000/x");
    assertThat(jwt.audience()).containsExactly("api");
    assertThat(jwt.jwksUri()).isEmpty();
    assertThat(jwt.cacheFor()).isEqualTo(java.time.Duration.ofMinutes(1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "name: Churn | models/churn.yaml:1: name: a model name must be 1 to 24 lower-case letters,"
            + " digits and inner hyphens, a letter first, was \"Churn\"",
        "name: other | models/churn.yaml:1: name: must be the file's name, churn",
      })
  void wantsTheFilesNameAsName(String line, String message) {
    checkout.model("churn", MODEL.replace("name: churn", line));
    refused(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "schedule: {expression: cron(0 3 * * * *)} | schedule.expression: must have ? either as the"
            + " day of month or as the day of week, was \"cron(0 3 * * * *)\"",
        "schedule: {timezone: '+02:00'} | schedule.timezone: must be a time zone such as"
            + " Europe/Berlin, was \"+02:00\"",
        "schedule: {retries: 186} | schedule.retries: must be from 0 to 185, was 186",
        "schedule: {maximumEventAge: PT59S} | schedule.maximumEventAge: must be from PT1M to PT24H,"
            + " was PT59S",
        "training: {retries: 3} | training.retries: must be from 0 to 2, was 3",
        "training: {retries: 1.5} | training.retries: must be a whole number, was 1.5",
        "training: {hardLimit: PT15M1S} | training.hardLimit: must be from PT1M30S to PT15M, was"
            + " PT15M1S",
        "training: {hardLimit: PT90.5S} | training.hardLimit: must be whole seconds, was PT1M30.5S",
        "training: {hardLimit: 15} | training.hardLimit: must be a text",
        "training: {concurrency: 2} | training.concurrency: must be 1 or off, was \"2\"",
        "data: {prefix: '*/'} | data.prefix: must be a key prefix of letters, digits, !_.'()- and"
            + " slashes, ending in a slash, at most 256 characters, was \"*/\"",
        "data: {prefix: churn} | data.prefix: must be a key prefix of letters, digits, !_.'()- and"
            + " slashes, ending in a slash, at most 256 characters, was \"churn\"",
        "features: [a, left] | features: must not hold the target \"left\"",
        "features: [a, a] | features: holds \"a\" twice",
        "features: [1] | features[0]: must be a text",
        "split: {test: 0.6} | split.test: must be from 0.05 to 0.5, was 0.6",
        "split: 3 | split: must be an object",
        "expectEvery: daily | expectEvery: must be a duration such as PT15M, was \"daily\"",
        "promotion: {policy: latest} | promotion.policy: must be one of newest, best, was"
            + " \"latest\"",
      })
  void namesTheFieldOfAModel(String line, String message) {
    checkout.model("churn", MODEL + line + "\n");
    refused("models/churn.yaml:6: " + message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "auth: none | auth: must be one of iam, jwt, open, was \"none\"",
        "trigger: cron | trigger: must be one of scheduler, rule, was \"cron\"",
        "defaultModel: iris | defaultModel: there is no model iris, only churn",
        "account: 123 | account: must be 12 digits in quotes, was 123",
        "region: Frankfurt | region: must be a region such as eu-central-1, was Frankfurt",
        "kms: yes | kms: must be true or false",
        "architecture: arm | architecture: must be one of x86_64, arm64, was \"arm\"",
        "logRetention: P8D | logRetention: must be one of P1D, P3D, P5D, P7D, P14D, P30D, P60D,"
            + " P90D, P120D, P150D, P180D, P365D, P400D, P545D, P731D, P1096D, P1827D, P2192D,"
            + " P2557D, P2922D, P3288D, P3653D",
        "removal: keep | removal: must be one of retain, destroy, was \"keep\"",
        "prediction: {memory: 255} | prediction.memory: must be from 256 to 10240, was 255",
        "prediction: {pointerInterval: PT0.5S} | prediction.pointerInterval: must be from PT1S to"
            + " PT1H, was PT0.5S",
        "api: {rate: 0} | api.rate: must be from 1 to 10000, was 0",
        "api: {burst: 5001} | api.burst: must be from 1 to 5000, was 5001",
        "api: {accessLog: 1} | api.accessLog: must be true or false",
        "cors: true | cors: is not known here",
      })
  void namesTheFieldOfAStage(String line, String message) {
    checkout.stage("dev", "name: dev\n" + line + "\n");
    assertThatThrownBy(() -> checkout.declarations("dev"))
        .isInstanceOf(InvalidDocumentException.class)
        .hasMessageStartingWith("stages/dev.yaml:2: " + message);
  }

  @Test
  void takesATimeZoneFromASchedulerButNotFromARule() {
    checkout.model("churn", MODEL + "schedule:\n  retries: 3\n  timezone: Europe/Berlin\n");
    assertThat(checkout.declarations("dev").models().getFirst().schedule().timezone())
        .hasToString("Europe/Berlin");
    checkout.stage("dev", "name: dev\ntrigger: rule\n");
    refused(
        "models/churn.yaml:8: schedule.timezone: must be UTC: stage dev triggers by rule, and rules"
            + " know no time zone");
  }

  @Test
  void takesATrainerOfNativeCodeOnX86ButNotOnArm() {
    checkout.model("churn", MODEL.replace("name: cart", "name: gradient-boosting"));
    assertThat(checkout.declarations("dev").models()).hasSize(1);
    checkout.stage("dev", "name: dev\narchitecture: arm64\n");
    refused(
        "models/churn.yaml:5: trainer.name: gradient-boosting trains on x86_64 only, and stage dev"
            + " is arm64");
  }

  @Test
  void refusesASpecThatLambdaWouldNotTake() {
    // What is left for names in 4096 bytes, and one byte more.
    String features =
        IntStream.range(0, 100)
            .mapToObj(i -> "  - feature number " + i + " in cm")
            .collect(Collectors.joining("\n"));
    checkout.model("churn", MODEL + "features:\n" + features + "\n");
    ModelSpec spec = checkout.declarations("dev").models().getFirst();
    Environments environments = Environments.longest(checkout.declarations("dev").stage());
    int room = Environments.MAX_BYTES - Environments.bytes(environments.training(spec));
    assertThat(room).isBetween(10, 1500);
    String pad = "x".repeat(room - "\\\"\\\",".length());
    checkout.model("churn", MODEL + "features:\n" + features + "\n  - " + pad + "\n");
    assertThat(checkout.declarations("dev").models().getFirst().features()).hasSize(101);
    checkout.model("churn", MODEL + "features:\n" + features + "\n  - " + pad + "x\n");
    refused(
        "models/churn.yaml:6: features: model churn is too large a spec: the function's environment"
            + " would take 4097 bytes, and Lambda takes at most 4096");
  }

  @Test
  void refusesMoreModelsThanOneFunctionCanBeTold() {
    for (int i = 0; i < 180; i++) {
      String name = "a-rather-long-name-" + (1000 + i);
      checkout.model(name, MODEL.replace("churn", name));
    }
    assertThatThrownBy(() -> checkout.declarations("dev"))
        .hasMessageStartingWith("stages/dev.yaml:1: has more models than fit: ");
  }

  @Test
  void saysWhichStagesThereAre() {
    assertThatThrownBy(() -> checkout.declarations("prod"))
        .isInstanceOf(SynthException.class)
        .hasMessageEndingWith("only dev")
        .hasMessageStartingWith("there is no stage prod");
  }

  @Test
  void doesNotReadAStageOutsideItsFolder() {
    checkout.model("evil", "name: evil\n");
    assertThatThrownBy(() -> checkout.declarations("../models/evil"))
        .isInstanceOf(SynthException.class);
  }

  @Test
  void wantsAModel(@TempDir Path empty) {
    Checkout none = new Checkout(empty).stage("dev", "name: dev\n");
    assertThatThrownBy(() -> none.declarations("dev"))
        .hasMessageStartingWith("cannot read the folder");
  }

  @Test
  void passesOverNoFileThatLooksLikeAModel(@TempDir Path folder) throws IOException {
    Checkout other = new Checkout(folder).model("churn", MODEL).stage("dev", "name: dev\n");
    Files.writeString(folder.resolve("infra-cdk/models/iris.yml"), MODEL);
    Files.writeString(folder.resolve("infra-cdk/models/README.md"), "not a model");
    assertThatThrownBy(() -> other.declarations("dev"))
        .hasMessage("models/iris.yml: must end in .yaml to be read");
  }

  @Test
  void setsFieldsOfTheStageFromTheCommandLine() {
    checkout.stage("dev", "name: dev\nauth: iam\napi:\n  rate: 7\n");
    StageSpec stage =
        checkout
            .declarations("dev", "--set", "auth=open", "--set", "api.burst=9", "--set", "kms=true")
            .stage();
    assertThat(stage.auth()).isEqualTo(StageSpec.Auth.OPEN);
    assertThat(stage.api())
        .isEqualTo(new ApiSpec(false, 7, 9, List.of(), new ApiSpec.Firewall.None()));
    assertThat(stage.kms()).isTrue();
  }

  @Test
  void readsWhoMayCallFromPagesAndWhatStandsBefore() {
    String acl = "arn:aws:wafv2:eu-central-1:123456789012:regional/webacl/ours/0c2e-11";
    checkout.stage(
        "dev",
        "name: dev\napi: {cors: [https://a.example.com:8443, http://b], waf: " + acl + "}\n");
    ApiSpec api = checkout.declarations("dev").stage().api();
    assertThat(api.cors()).containsExactly("https://a.example.com:8443", "http://b");
    assertThat(api.waf()).isEqualTo(new ApiSpec.Firewall.Existing(acl));
    checkout.stage("dev", "name: dev\napi: {cors: ['*'], waf: managed}\n");
    assertThat(checkout.declarations("dev").stage().api().waf())
        .isEqualTo(new ApiSpec.Firewall.Managed());
  }

  @Test
  void refusesWhatIsNoOriginAndNoWebAcl() {
    for (String wrong :
        List.of(
            "https://a.example.com/",
            "https://A.example.com",
            "a.example.com",
            "https://",
            "https://u@a.example.com",
            "ftp://a",
            "https://*.example.com",
            "null")) {
      checkout.stage("dev", "name: dev\napi: {cors: ['" + wrong + "']}\n");
      assertThatThrownBy(() -> checkout.declarations("dev"))
          .as(wrong)
          .hasMessageContaining("stages/dev.yaml:2:")
          .hasMessageContaining("must list origins");
    }
    checkout.stage("dev", "name: dev\napi: {cors: ['*', 'https://a'], waf: yes please}\n");
    assertThatThrownBy(() -> checkout.declarations("dev"))
        .hasMessageContaining("must be * alone")
        .hasMessageContaining("must be none, managed, or the ARN");
  }

  @Test
  void namesASettingThatIsWrong() {
    assertThatThrownBy(
            () -> checkout.declarations("dev", "--set", "api.rate=x", "--set", "colour=red"))
        .hasMessage("--set: api.rate: must be a number\n--set: colour: is not known here");
  }
}
