package dev.sundial.local.iam;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sundial.local.iam.PolicyDocument.Kind;
import dev.sundial.local.iam.Statement.Principal;
import dev.sundial.local.stack.Properties;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PolicyDocumentTest {

  private static Properties properties(String policy) throws JsonProcessingException {
    String json = "{\"Policy\":" + policy.replace('\'', '"') + "}";
    return new Properties("app/Role", (ObjectNode) new ObjectMapper().readTree(json));
  }

  private static String statement(String statement) {
    return "{'Version':'2012-10-17','Statement':[" + statement + "]}";
  }

  @Test
  void readsStatementsInFull() throws Exception {
    Properties properties =
        properties(
            statement(
                "{'Sid':'Tls','Effect':'Deny','Principal':{'AWS':['*'],'Service':'s.amazonaws.com'},"
                    + "'NotAction':'s3:GetObject','Resource':['arn:aws:s3:::a','arn:aws:s3:::b/*'],"
                    + "'Condition':{'ForAnyValue:StringLikeIfExists':{'aws:PrincipalArn':['a','b']},"
                    + "'Bool':{'aws:SecureTransport':false}}}"));

    PolicyDocument document = PolicyDocument.read(properties, "Policy", Kind.RESOURCE);

    assertThat(properties.problems()).isEmpty();
    Statement read = document.statements().getFirst();
    assertThat(read.effect()).isEqualTo(Statement.Effect.DENY);
    assertThat(read.principals().these())
        .containsExactly(new Principal("AWS", "*"), new Principal("Service", "s.amazonaws.com"));
    assertThat(read.actions()).isEqualTo(new Statement.Choice<>(true, List.of("s3:GetObject")));
    assertThat(read.resources())
        .isEqualTo(new Statement.Choice<>(false, List.of("arn:aws:s3:::a", "arn:aws:s3:::b/*")));
    assertThat(read.conditions())
        .extracting(c -> c.operator() + " " + c.key() + " " + c.values())
        .containsExactly(
            "ForAnyValue:StringLikeIfExists aws:PrincipalArn [a, b]",
            "Bool aws:SecureTransport [false]");
  }

  @Test
  void takesOneStatementWithoutAList() throws Exception {
    Properties properties =
        properties(
            "{'Version':'2012-10-17','Statement':"
                + "{'Effect':'Allow','Action':'*','Resource':'*'}}");

    assertThat(PolicyDocument.read(properties, "Policy", Kind.IDENTITY).statements()).hasSize(1);
    assertThat(properties.problems()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "IDENTITY|'Effect':'Allow','Action':'s3:*','Resource':'*','Condition':{'StringMatches':{'a:b':'c'}}|.Condition.StringMatches is not a condition operator",
        "IDENTITY|'Effect':'Allow','Action':'s3:*','Resource':'*','Condition':{'NullIfExists':{'a:b':'true'}}|.Condition.NullIfExists is not a condition operator",
        "IDENTITY|'Effect':'Allow','Action':'s3:*','Resource':'*','Condition':{'ForEachValue:StringLike':{'a:b':'c'}}|.Condition.ForEachValue:StringLike is not a condition operator",
        "IDENTITY|'Effect':'Allow','Action':'s3:*','Resource':'*','Condition':{'Bool':{'secure':true}}|.Condition.Bool.secure is no condition key",
        "IDENTITY|'Effect':'Allow','Action':['dynamodb:GetItem','dynamodb:updateitem'],'Resource':'*','Condition':{'ForAllValues:StringEquals':{'dynamodb:Attributes':'a'}}|.Condition asks about dynamodb:Attributes, which the local cloud cannot tell of [dynamodb:GetItem]",
        "IDENTITY|'Effect':'Allow','NotAction':'dynamodb:GetItem','Resource':'*','Condition':{'ForAllValues:StringEquals':{'dynamodb:Attributes':'a'}}|.Condition asks about dynamodb:Attributes, which the local cloud cannot tell of [*]",
        "IDENTITY|'Effect':'Allow','Action':'s3:*','Resource':'*','When':'now'|.When is not an element of a policy",
        "IDENTITY|'Effect':'Maybe','Action':'s3:*','Resource':'*'|.Effect must be Allow or Deny, was \"Maybe\"",
        "IDENTITY|'Effect':'Allow','Resource':'*'|must say Action or NotAction",
        "IDENTITY|'Effect':'Allow','Action':'a:b','NotAction':'a:c','Resource':'*'|must say Action or NotAction",
        "IDENTITY|'Effect':'Allow','Action':'s3:*'|must say Resource or NotResource",
        "IDENTITY|'Effect':'Allow','Action':'s3:*','Resource':'*','Principal':'*'|must not say Principal or NotPrincipal",
        "IDENTITY|'Effect':'Allow','Action':'everything','Resource':'*'|.Action is no action: everything",
        "IDENTITY|'Effect':'Allow','Action':[],'Resource':'*'|.Action must not be empty",
        "IDENTITY|'Effect':'Allow','Action':{'a':'b'},'Resource':'*'|.Action must be a text or a list of texts",
        "IDENTITY|'Effect':'Allow','Action':'s3:*','Resource':'*','Condition':{'DateLessThan':{'aws:CurrentTime':'tomorrow'}}|.Condition.DateLessThan.aws:CurrentTime must be a date of ISO 8601, was tomorrow",
        "IDENTITY|'Effect':'Allow','Action':'s3:*','Resource':'*','Condition':{'IpAddress':{'aws:SourceIp':'10.0.0.0/99'}}|.Condition.IpAddress.aws:SourceIp must be an address or a network, was 10.0.0.0/99",
        "IDENTITY|'Effect':'Allow','Action':'s3:*','Resource':'*','Condition':{'NumericEquals':{'s3:max-keys':'ten'}}|.Condition.NumericEquals.s3:max-keys must be a number, was ten",
        "IDENTITY|'Effect':'Allow','Action':'s3:*','Resource':'*','Condition':{'Bool':{'aws:SecureTransport':'maybe'}}|.Condition.Bool.aws:SecureTransport must be true or false",
        "IDENTITY|'Effect':'Allow','Action':'s3:*','Resource':'*','Condition':{'ArnLike':{'aws:SourceArn':'mine'}}|.Condition.ArnLike.aws:SourceArn must be an ARN, was mine",
        "IDENTITY|'Effect':'Allow','Action':'s3:*','Resource':'*','Condition':{'StringLike':{'s3:prefix':'${aws:username}/*'}}|.Condition.StringLike.s3:prefix has a variable that the local cloud cannot fill: aws:username",
        "IDENTITY|'Effect':'Allow','Action':'s3:*','Resource':'data'|.Resource must be in ARN format or *, was data",
        "IDENTITY|'Effect':'Allow','Action':'s3:*','Resource':'arn:aws:s3'|.Resource must be in ARN format or *, was arn:aws:s3",
        "IDENTITY|'Effect':'Allow','Action':'s3:*','Resource':'arn:aws:s3:::${who}'|.Resource has a variable that the local cloud cannot fill: who",
        "TRUST|'Effect':'Allow','Action':'s3:GetObject','Principal':{'Service':'s.amazonaws.com'}|.Action must be one of STS, was s3:GetObject",
        "RESOURCE|'Effect':'Allow','Action':'sqs:*','Resource':'*','Principal':{}|.Principal must name somebody",
        "TRUST|'Effect':'Allow','Action':'sts:AssumeRole'|must say Principal or NotPrincipal",
        "TRUST|'Effect':'Allow','Action':'sts:AssumeRole','Principal':{'Robot':'r2'}|.Principal.Robot is not an element of a policy",
        "RESOURCE|'Effect':'Allow','Action':'sqs:*','Resource':'*','Principal':'me'|.Principal must be * or an object",
      })
  void refusesByNameWhatAwsDoesNotKnow(Kind kind, String statement, String problem)
      throws Exception {
    Properties properties = properties(statement("{" + statement + "}"));

    PolicyDocument.read(properties, "Policy", kind);

    assertThat(properties.problems())
        .containsExactly(
            "app/Role.Policy.Statement[0]" + (problem.startsWith(".") ? "" : " ") + problem);
  }

  @Test
  void refusesOtherVersionsAndElements() throws Exception {
    Properties properties = properties("{'Version':'2011-10-17','Rules':[],'Statement':[]}");

    PolicyDocument.read(properties, "Policy", Kind.IDENTITY);

    assertThat(properties.problems())
        .containsExactly(
            "app/Role.Policy.Rules is not an element of a policy",
            "app/Role.Policy.Version must be 2012-10-17, was \"2011-10-17\"");
  }

  @Test
  void takesTheOlderVersionWhereNoVariableNeedsTheNewer() throws Exception {
    String policy =
        "{'Version':'2008-10-17','Statement':{'Effect':'Allow','Action':'s3:GetObject',"
            + "'Resource':'arn:aws:s3:::b/KEY'}}";
    Properties plain = properties(policy);
    Properties variable = properties(policy.replace("KEY", "${aws:PrincipalArn}"));

    assertThat(PolicyDocument.read(plain, "Policy", Kind.IDENTITY).statements()).hasSize(1);
    PolicyDocument.read(variable, "Policy", Kind.IDENTITY);

    assertThat(plain.problems()).isEmpty();
    assertThat(variable.problems())
        .contains("app/Role.Policy.Version must be 2012-10-17, was \"2008-10-17\"");
  }
}
