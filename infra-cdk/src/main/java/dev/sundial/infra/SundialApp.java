package dev.sundial.infra;

import dev.sundial.json.InvalidDocumentException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.DefaultStackSynthesizer;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.StackProps;
import software.amazon.jsii.JsiiException;

/**
 * The CDK app. Exit codes: 0, 1 (something declared is wrong, every problem on a line of standard
 * error), 2 (mistyped).
 */
public final class SundialApp {
  private SundialApp() {}

  public static void main(String[] arguments) {
    Path here = Path.of("").toAbsolutePath();
    Path home = Path.of(System.getProperty("sundial.home", here.toString()));
    System.exit(run(arguments, here, home, System.err));
  }

  static int run(String[] arguments, Path here, Path home, PrintStream errors) {
    try {
      if (List.of(arguments).contains("--help")) {
        errors.println(SynthRequest.USAGE);
        return 0;
      }
      synth(SynthRequest.parse(arguments, here, home));
      return 0;
    } catch (IllegalArgumentException e) {
      errors.println(e.getMessage());
      errors.println(SynthRequest.USAGE);
      return 2;
    } catch (InvalidDocumentException | SynthException e) {
      errors.println(e.getMessage());
      return 1;
    } catch (JsiiException e) {
      // Its message goes on with a stack of JavaScript.
      String message = String.valueOf(e.getMessage());
      errors.println("the CDK failed: " + message.lines().findFirst().orElse(message));
      return 1;
    }
  }

  private static void synth(SynthRequest request) {
    // Checked before the CDK starts: a typo in a yaml should not wait for node.
    for (FunctionPackage function : FunctionPackage.values()) {
      function.zip(request.zips());
    }
    Optional<Declarations> early = request.stage().map(stage -> Declarations.read(request, stage));
    Optional<Path> out =
        System.getenv("CDK_OUTDIR") != null
            ? Optional.empty()
            : request.out().or(() -> request.stage().map(request::defaultOut));
    App app = app(out);
    Declarations declared = early.orElseGet(() -> Declarations.read(request, stageOfContext(app)));
    build(app, declared, request.zips());
    app.synth();
  }

  static App app(Optional<Path> out) {
    AppProps.Builder props =
        AppProps.builder()
            .analyticsReporting(false)
            .treeMetadata(false)
            .stackTraces(false)
            .autoSynth(false)
            // Set here, not in cdk.json: the templates are the same by CLI, launcher and test.
            .postCliContext(
                Map.of(
                    "aws:cdk:enable-path-metadata", false,
                    "aws:cdk:enable-asset-metadata", false,
                    "aws:cdk:version-reporting", false,
                    "@aws-cdk/aws-lambda:recognizeVersionProps", true,
                    "@aws-cdk/aws-lambda:recognizeLayerVersion", true,
                    "@aws-cdk/aws-apigateway:disableCloudWatchRole", true,
                    "@aws-cdk/aws-apigateway:authorizerChangeDeploymentLogicalId", true));
    out.ifPresent(path -> props.outdir(path.toString()));
    try {
      return new App(props.build());
    } catch (UncheckedIOException e) {
      throw new SynthException("the CDK needs Node.js 20 or newer on the path: " + e.getMessage());
    }
  }

  static void build(App app, Declarations declared, Path zips) {
    StageSpec stage = declared.stage();
    StageStack shared =
        new StageStack(
            app,
            props(stage, "Sundial: what the models of stage " + stage.name() + " share"),
            stage,
            declared.models(),
            zips);
    declared
        .models()
        .forEach(
            model -> {
              String description = "Sundial: model " + model.name() + " of stage " + stage.name();
              new ModelStack(app, props(stage, description), stage, model, zips)
                  .addStackDependency(shared);
            });
  }

  private static StackProps props(StageSpec stage, String description) {
    Environment.Builder environment = Environment.builder();
    stage.account().ifPresent(environment::account);
    stage.region().ifPresent(environment::region);
    return StackProps.builder()
        .description(description)
        .env(environment.build())
        // The bootstrap's buckets and roles are used, and the CLI checks their version by the
        // manifest; the template itself asks for nothing that only a bootstrapped account has.
        .synthesizer(
            DefaultStackSynthesizer.Builder.create().generateBootstrapVersionRule(false).build())
        .build();
  }

  private static String stageOfContext(App app) {
    if (app.getNode().tryGetContext("stage") instanceof String stage) {
      return stage;
    }
    throw new SynthException("which stage? say -c stage=NAME or --stage NAME");
  }
}
