package dev.sundial.infra;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.apigateway.RestApi;
import software.amazon.awscdk.services.wafv2.CfnWebACL;
import software.amazon.awscdk.services.wafv2.CfnWebACLAssociation;
import software.constructs.Construct;

/** AWS WAF before the API, where a stage wants it. */
final class Firewalls {
  /** Requests of one address in five minutes; above, it is blocked for as long as it goes on. */
  private static final int MOST_OF_ONE_ADDRESS = 10_000;

  /**
   * AWS's groups of rules, in the order they are asked. The common one would block bodies of more
   * than 8 KB, which a batch of rows is: that rule only counts.
   */
  private static final List<String> MANAGED =
      List.of(
          "AWSManagedRulesAmazonIpReputationList",
          "AWSManagedRulesKnownBadInputsRuleSet",
          "AWSManagedRulesCommonRuleSet");

  private Firewalls() {}

  static void add(Construct scope, StageSpec stage, String name, RestApi api) {
    switch (stage.api().waf()) {
      case ApiSpec.Firewall.None none -> {}
      case ApiSpec.Firewall.Existing existing -> associate(scope, existing.webAclArn(), api);
      case ApiSpec.Firewall.Managed managed ->
          associate(scope, managed(scope, name).getAttrArn(), api);
    }
  }

  private static void associate(Construct scope, String webAcl, RestApi api) {
    CfnWebACLAssociation.Builder.create(scope, "FirewallOfApi")
        .webAclArn(webAcl)
        .resourceArn(api.getDeploymentStage().getStageArn())
        .build();
  }

  private static CfnWebACL managed(Construct scope, String name) {
    List<Object> rules = new ArrayList<>();
    rules.add(
        rule(0, "one-address")
            .action(
                CfnWebACL.RuleActionProperty.builder()
                    .block(CfnWebACL.BlockActionProperty.builder().build())
                    .build())
            .statement(
                CfnWebACL.StatementProperty.builder()
                    .rateBasedStatement(
                        CfnWebACL.RateBasedStatementProperty.builder()
                            .aggregateKeyType("IP")
                            .limit(MOST_OF_ONE_ADDRESS)
                            .build())
                    .build())
            .build());
    for (String group : MANAGED) {
      rules.add(
          rule(rules.size(), group)
              .overrideAction(CfnWebACL.OverrideActionProperty.builder().none(Map.of()).build())
              .statement(
                  CfnWebACL.StatementProperty.builder()
                      .managedRuleGroupStatement(group(group))
                      .build())
              .build());
    }
    return CfnWebACL.Builder.create(scope, "Firewall")
        .name(name)
        .description("Before the predictions")
        .scope("REGIONAL")
        .defaultAction(
            CfnWebACL.DefaultActionProperty.builder()
                .allow(CfnWebACL.AllowActionProperty.builder().build())
                .build())
        .rules(rules)
        .visibilityConfig(seen(name))
        .build();
  }

  private static CfnWebACL.ManagedRuleGroupStatementProperty group(String name) {
    CfnWebACL.ManagedRuleGroupStatementProperty.Builder group =
        CfnWebACL.ManagedRuleGroupStatementProperty.builder().vendorName("AWS").name(name);
    if (name.equals("AWSManagedRulesCommonRuleSet")) {
      group.ruleActionOverrides(
          List.of(
              CfnWebACL.RuleActionOverrideProperty.builder()
                  .name("SizeRestrictions_BODY")
                  .actionToUse(
                      CfnWebACL.RuleActionProperty.builder()
                          .count(CfnWebACL.CountActionProperty.builder().build())
                          .build())
                  .build()));
    }
    return group.build();
  }

  private static CfnWebACL.RuleProperty.Builder rule(int priority, String name) {
    return CfnWebACL.RuleProperty.builder()
        .name(name)
        .priority(priority)
        .visibilityConfig(seen(name));
  }

  private static CfnWebACL.VisibilityConfigProperty seen(String name) {
    return CfnWebACL.VisibilityConfigProperty.builder()
        .cloudWatchMetricsEnabled(true)
        .metricName(name)
        .sampledRequestsEnabled(false)
        .build();
  }
}
