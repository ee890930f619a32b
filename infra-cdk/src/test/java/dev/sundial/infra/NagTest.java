package dev.sundial.infra;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Annotations;
import software.amazon.awscdk.assertions.Match;
import software.constructs.IConstruct;

/**
 * AWS's own rules of good practice. What is done otherwise stands here with its reason; a rule that
 * is kept after all has to leave the list.
 */
class NagTest {
  private static final Map<String, String> OTHERWISE =
      Map.of(
          "AwsSolutions-S1",
          "CloudTrail's data events record access to objects where an account wants that; server"
              + " access logs would need a third bucket per stage",
          "AwsSolutions-IAM5",
          "the stars stand for the objects below one prefix and the streams of one log group;"
              + " LeastPrivilegeTest lists every one",
          "AwsSolutions-APIG2",
          "the function checks each request against the schema of the version that answers, which"
              + " the gateway cannot know",
          "AwsSolutions-APIG3",
          "a web application firewall costs by the month; requests are throttled",
          "AwsSolutions-COG4",
          "callers sign with AWS credentials or bring any issuer's tokens; there is no user pool",
          "AwsSolutions-SQS3",
          "the queues are where failures end: of Lambda and of the scheduler, which the rule does"
              + " not know",
          "AwsSolutions-SMG4",
          "only Slack can make another webhook; ./sundial slack set puts it there",
          "AwsSolutions-APIG6",
          "execution logs hold callers' data and repeat what the function logs; access logs are on");

  @Test
  void breaksNoRuleWithoutAReason(@TempDir Path home) {
    Checkout checkout = Checkout.shipped(home);
    App app = SundialApp.app(Optional.of(home.resolve("out")));
    SundialApp.build(app, tokens(checkout), checkout.request().zips());
    Aspects.of(app).add(new AwsSolutionsChecks());
    app.synth();

    List<String> findings = new ArrayList<>();
    for (IConstruct child : app.getNode().getChildren()) {
      if (child instanceof Stack stack) {
        Annotations.fromStack(stack)
            .findError("*", Match.anyValue())
            .forEach(found -> findings.add(found.getEntry().getData() + found.getId()));
        Annotations.fromStack(stack)
            .findWarning("*", Match.anyValue())
            .forEach(found -> findings.add(found.getEntry().getData() + found.getId()));
      }
    }
    assertThat(findings).hasSizeGreaterThan(5);
    assertThat(rules(findings)).as(String.join("\n", findings)).isEqualTo(OTHERWISE.keySet());
  }

  /** What is shipped for people, with all the functions that there can be. */
  private static Declarations tokens(Checkout checkout) {
    return checkout.declarations(
        "prod",
        "--set",
        "auth=jwt",
        "--set",
        "jwt.issuer=https://login.example.com",
        "--set",
        "jwt.audience=sundial");
  }

  /** The rules' names: what stands before the first colon or bracket. */
  private static TreeSet<String> rules(List<String> findings) {
    TreeSet<String> rules = new TreeSet<>();
    for (String finding : findings) {
      rules.add(finding.split("[:\\[]", 2)[0]);
    }
    return rules;
  }
}
