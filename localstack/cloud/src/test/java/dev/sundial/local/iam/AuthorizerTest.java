package dev.sundial.local.iam;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sundial.local.state.StateStore;
import dev.sundial.local.testing.HandClock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AuthorizerTest {
  private static final String BUCKET = "arn:aws:s3:::data";
  private static final String OBJECT = "arn:aws:s3:::data/iris/1.csv";
  private static final String READ_IRIS =
      "{'Effect':'Allow','Action':'s3:GetObject','Resource':'arn:aws:s3:::data/iris/*'}";
  private static final String READ_ALL = "{'Effect':'Allow','Action':'s3:*','Resource':'*'}";

  private final HandClock clock = new HandClock("2026-11-21T03:15:00Z");
  private final Roles roles = new Roles(StateStore.inMemory(), clock);

  private static JsonNode policy(String... statements) {
    String json = "{'Version':'2012-10-17','Statement':[" + String.join(",", statements) + "]}";
    try {
      return new ObjectMapper().readTree(json.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private Identity.Session session(String trust, String... statements) {
    Role role =
        new Role(
            "trainer",
            "AROA1",
            "arn:aws:iam::000000000000:role/trainer",
            "/",
            policy(trust),
            statements.length == 0 ? Map.of() : Map.of("own", policy(statements)),
            3600,
            clock.instant());
    roles.put(role);
    return new Identity.Session(role, "iris");
  }

  private Identity.Session allowed(String... statements) {
    return session(
        "{'Effect':'Allow','Action':'sts:AssumeRole','Principal':{'Service':'lambda.amazonaws.com'}}",
        statements);
  }

  private boolean may(Identity who, Access access, String... resourcePolicy) {
    return decide(who, access, resourcePolicy) instanceof Decision.Allowed;
  }

  private Decision decide(Identity who, Access access, String... resourcePolicy) {
    List<Statement> statements =
        resourcePolicy.length == 0
            ? List.of()
            : PolicyDocument.statements(policy(resourcePolicy), PolicyDocument.Kind.RESOURCE);
    return new Authorizer(roles, arn -> statements, clock).decide(who, access);
  }

  @Test
  void aRoleMayWhatItsPolicySaysAndNothingElse() {
    Identity role = allowed(READ_IRIS);
    assertThat(may(role, Access.of("s3:GetObject", OBJECT))).isTrue();
    assertThat(may(role, Access.of("S3:getobject", OBJECT))).isTrue();
    assertThat(may(role, Access.of("s3:PutObject", OBJECT))).isFalse();
    assertThat(may(role, Access.of("s3:GetObject", "arn:aws:s3:::data/wine/1.csv"))).isFalse();
    assertThat(may(role, Access.of("s3:GetObject", "arn:aws:s3:::other/iris/1.csv"))).isFalse();
    assertThat(may(allowed(), Access.of("s3:GetObject", OBJECT))).isFalse();
  }

  @Test
  void aRefusalSaysWhoWhatAndWhy() {
    assertThat(decide(allowed(), Access.of("s3:GetObject", OBJECT)))
        .isInstanceOfSatisfying(
            Decision.Refused.class,
            refused ->
                assertThat(refused.message())
                    .isEqualTo(
                        "User: arn:aws:sts::000000000000:assumed-role/trainer/iris is not authorized"
                            + " to perform: s3:GetObject on resource: arn:aws:s3:::data/iris/1.csv"
                            + " because no identity-based policy allows the s3:GetObject action"));
  }

  @Test
  void aDenialWinsOverEveryPermission() {
    String deny = "{'Effect':'Deny','Action':'s3:Get*','Resource':'" + OBJECT + "'}";
    assertThat(may(allowed(READ_ALL, deny), Access.of("s3:GetObject", OBJECT))).isFalse();
    assertThat(may(allowed(READ_ALL, deny), Access.of("s3:PutObject", OBJECT))).isTrue();
    String byResource =
        "{'Effect':'Deny','Principal':'*','Action':'s3:*','Resource':'arn:aws:s3:::data/*'}";
    assertThat(may(allowed(READ_ALL), Access.of("s3:GetObject", OBJECT), byResource)).isFalse();
    assertThat(may(new Identity.Administrator(), Access.of("s3:GetObject", OBJECT), byResource))
        .isFalse();
    assertThat(may(new Identity.Administrator(), Access.of("s3:ListBucket", BUCKET), byResource))
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'*'|true",
        "{'AWS':'*'}|true",
        "{'AWS':'arn:aws:iam::000000000000:role/trainer'}|true",
        "{'AWS':'arn:aws:sts::000000000000:assumed-role/trainer/iris'}|true",
        "{'AWS':'arn:aws:iam::000000000000:role/other'}|false",
        // The account's own policies decide.
        "{'AWS':'000000000000'}|false",
        "{'AWS':'arn:aws:iam::000000000000:root'}|false",
        "{'Service':'lambda.amazonaws.com'}|false",
      })
  void aResourceMayAllowWhatTheRoleDoesNot(String principal, boolean may) {
    String allow =
        "{'Effect':'Allow','Principal':"
            + principal
            + ",'Action':'s3:GetObject','Resource':'arn:aws:s3:::data/*'}";
    assertThat(may(allowed(), Access.of("s3:GetObject", OBJECT), allow)).isEqualTo(may);
  }

  @Test
  void aDenialOfTheAccountIsOneOfItsRoles() {
    String deny =
        "{'Effect':'Deny','Principal':{'AWS':'000000000000'},'Action':'s3:*','Resource':'*'}";
    assertThat(may(allowed(READ_ALL), Access.of("s3:GetObject", OBJECT), deny)).isFalse();
  }

  @Test
  void aServiceMayWhatTheResourceSaysForItsSource() {
    String allow =
        "{'Effect':'Allow','Principal':{'Service':'events.amazonaws.com'},"
            + "'Action':'sqs:SendMessage','Resource':'*','Condition':{'ArnLike':"
            + "{'aws:SourceArn':'arn:aws:events:us-east-1:000000000000:rule/bus/*'}}}";
    Access send = Access.of("sqs:SendMessage", "arn:aws:sqs:us-east-1:000000000000:q");
    String rule = "arn:aws:events:us-east-1:000000000000:rule/bus/mine";
    assertThat(may(new Identity.Service("events.amazonaws.com", rule), send, allow)).isTrue();
    assertThat(may(new Identity.Service("sns.amazonaws.com", rule), send, allow)).isFalse();
    assertThat(may(new Identity.Service("events.amazonaws.com", rule + ":x"), send)).isFalse();
    String other = "arn:aws:events:us-east-1:000000000000:rule/other/mine";
    assertThat(may(new Identity.Service("events.amazonaws.com", other), send, allow)).isFalse();
  }

  @Test
  void aRoleIsTakenByWhomItTrustsForTheSourceItNames() {
    String trust =
        "{'Effect':'Allow','Action':'sts:AssumeRole','Principal':{'Service':"
            + "'scheduler.amazonaws.com'},'Condition':{'StringEquals':{'aws:SourceAccount':"
            + "'000000000000'}}}";
    String arn = session(trust).role().arn();
    Authorizer authorizer = new Authorizer(roles, resource -> List.of(), clock);
    String schedule = "arn:aws:scheduler:us-east-1:000000000000:schedule/default/daily";
    assertThat(authorizer.assume(arn, "scheduler.amazonaws.com", schedule, "s"))
        .isInstanceOf(Authorizer.Assumed.Session.class);
    assertThat(authorizer.assume(arn, "lambda.amazonaws.com", schedule, "s"))
        .isInstanceOf(Authorizer.Assumed.Refused.class);
    assertThat(authorizer.assume(arn + "s", "scheduler.amazonaws.com", schedule, "s"))
        .isInstanceOf(Authorizer.Assumed.Refused.class);
    String elsewhere = session(trust.replace("'000000000000'", "'111111111111'")).role().arn();
    assertThat(authorizer.assume(elsewhere, "scheduler.amazonaws.com", schedule, "s"))
        .isInstanceOf(Authorizer.Assumed.Refused.class);
  }

  @Test
  void negatedElementsMeanEverythingElse() {
    Identity but =
        allowed("{'Effect':'Allow','NotAction':'s3:Delete*','NotResource':'" + BUCKET + "'}");
    assertThat(may(but, Access.of("s3:GetObject", OBJECT))).isTrue();
    assertThat(may(but, Access.of("s3:DeleteObject", OBJECT))).isFalse();
    assertThat(may(but, Access.of("s3:ListBucket", BUCKET))).isFalse();
  }

  @Test
  void variablesAreFilledFromTheRequest() {
    Identity own =
        allowed(
            "{'Effect':'Allow','Action':'s3:*','Resource':'arn:aws:s3:::data/${aws:userid}/*'}",
            "{'Effect':'Allow','Action':'sqs:*','Resource':'arn:aws:s3:::${s3:prefix}'}",
            "{'Effect':'Allow','Action':'sns:*','Resource':'arn:aws:s3:::a${*}b'}");
    assertThat(may(own, Access.of("s3:GetObject", "arn:aws:s3:::data/AROA1:iris/x"))).isTrue();
    assertThat(may(own, Access.of("s3:GetObject", "arn:aws:s3:::data/AROA2:iris/x"))).isFalse();
    assertThat(may(own, Access.of("sqs:SendMessage", "arn:aws:s3:::"))).isFalse();
    assertThat(may(own, Access.of("sns:Publish", "arn:aws:s3:::a*b"))).isTrue();
    assertThat(may(own, Access.of("sns:Publish", "arn:aws:s3:::axb"))).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"${*} | * | true", "${*} | a | false", "a${?}*|a?b|true"})
  void aStarFromAVariableIsNoWildcard(String pattern, String value, boolean may) {
    Identity own =
        allowed(
            "{'Effect':'Allow','Action':'s3:*','Resource':'*','Condition':{'StringLike':"
                + "{'s3:prefix':'"
                + pattern
                + "'},'StringEqualsIfExists':{'s3:delimiter':'${*}'}}}");
    Facts facts = Facts.none().with(ConditionKeys.S3_PREFIX, value);
    assertThat(may(own, new Access("s3:ListBucket", BUCKET, facts))).isEqualTo(may);
    assertThat(
            may(
                own,
                new Access("s3:ListBucket", BUCKET, facts.with(ConditionKeys.S3_DELIMITER, "*"))))
        .isEqualTo(may);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'Service':'lambda.amazonaws.com'}|true|false",
        "{'Service':'lambda.amazonaws.com'}|false|false",
        "{'AWS':'arn:aws:iam::000000000000:role/trainer'}|false|true",
        "{'AWS':'arn:aws:iam::000000000000:role/other'}|true|false",
        "{'AWS':'arn:aws:iam::000000000000:root'}|false|false",
        "{'AWS':'000000000000'}|true|true",
        "'*'|false|true",
      })
  void aRoleIsTakenOnlyByWhomItTrusts(String trusted, boolean ownAllows, boolean may) {
    String own = "{'Effect':'Allow','Action':'sts:*','Resource':'*'}";
    Identity who = ownAllows ? allowed(own) : allowed();
    Access take = Access.of("sts:AssumeRole", "arn:aws:iam::000000000000:role/target");
    List<Statement> trust =
        PolicyDocument.statements(
            policy("{'Effect':'Allow','Action':'sts:AssumeRole','Principal':" + trusted + "}"),
            PolicyDocument.Kind.TRUST);
    Authorizer authorizer = new Authorizer(roles, arn -> trust, clock);
    assertThat(authorizer.decide(who, take) instanceof Decision.Allowed).isEqualTo(may);
    assertThat(authorizer.decide(new Identity.Administrator(), take))
        .isInstanceOf(Decision.Allowed.class);
  }

  @Test
  void everybodyIsAlsoEveryService() {
    Identity rule =
        new Identity.Service(
            "events.amazonaws.com", "arn:aws:events:us-east-1:000000000000:rule/bus/mine");
    Access send = Access.of("sqs:SendMessage", "arn:aws:sqs:us-east-1:000000000000:q");
    String anybody = "'Principal':{'AWS':'*'},'Action':'sqs:SendMessage','Resource':'*'}";
    assertThat(may(rule, send, "{'Effect':'Allow'," + anybody)).isTrue();
    assertThat(may(rule, send, "{'Effect':'Allow'," + anybody, "{'Effect':'Deny'," + anybody))
        .isFalse();
  }

  @Test
  void leadingKeysMustAllBeTheModelsOwn() {
    Identity own =
        allowed(
            "{'Effect':'Allow','Action':'dynamodb:*','Resource':'*','Condition':"
                + "{'ForAllValues:StringEquals':{'dynamodb:LeadingKeys':['MODEL#iris']}}}");
    assertThat(may(own, keys("MODEL#iris"))).isTrue();
    assertThat(may(own, keys("MODEL#iris", "MODEL#iris"))).isTrue();
    assertThat(may(own, keys("MODEL#iris", "MODEL#wine"))).isFalse();
    assertThat(may(own, keys("MODEL#wine"))).isFalse();
  }

  private static Access keys(String... keys) {
    return new Access(
        "dynamodb:GetItem",
        "arn:aws:dynamodb:us-east-1:000000000000:table/t",
        Facts.none().with(ConditionKeys.DYNAMODB_LEADING_KEYS, List.of(keys)));
  }

  /** From the table of condition operators in IAM's user guide; - means that the key is absent. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "StringEquals | a | a | true",
        "StringEquals | a | A | false",
        "StringEquals | a | - | false",
        "StringEquals | a b | b | true",
        "StringNotEquals | a b | b | false",
        "StringNotEquals | a b | c | true",
        "StringNotEquals | a | - | true",
        "StringEqualsIfExists | a | - | true",
        "StringEqualsIfExists | a | b | false",
        "StringEqualsIgnoreCase | a | A | true",
        "StringNotEqualsIgnoreCase | a | A | false",
        "StringLike | ir*/?.csv | iris/1.csv | true",
        "StringLike | ir*/?.csv | iris/10.csv | false",
        "StringNotLike | ir* | iris | false",
        "NumericEquals | 10 | 10.0 | true",
        "NumericNotEquals | 10 | 11 | true",
        "NumericLessThan | 10 | 9 | true",
        "NumericLessThan | 10 | 10 | false",
        "NumericLessThanEquals | 10 | 10 | true",
        "NumericGreaterThan | 10 | 10 | false",
        "NumericGreaterThanEquals | 10 | 10 | true",
        "NumericEquals | 10 | ten | false",
        "DateLessThan | 2026-11-21T00:00:00Z | 2026-11-20T23:59:59Z | true",
        "DateLessThan | 2026-11-21T00:00:00Z | 2026-11-21T00:00:00Z | false",
        "DateGreaterThanEquals | 2026-11-21T01:00:00+01:00 | 2026-11-21T00:00:00Z | true",
        "DateEquals | 1795219200 | 2026-11-21T00:00:00Z | true",
        "Bool | false | false | true",
        "Bool | false | true | false",
        "Bool | true | True | true",
        "BinaryEquals | QmluYXJ5 | QmluYXJ5 | true",
        "IpAddress | 10.1.0.0/16 | 10.1.255.1 | true",
        "IpAddress | 10.1.0.0/16 | 10.2.0.1 | false",
        "IpAddress | 10.1.2.3 | 10.1.2.3 | true",
        "IpAddress | ::1/128 | 10.1.2.3 | false",
        "NotIpAddress | 10.0.0.0/8 | 11.1.2.3 | true",
        "ArnLike | arn:aws:s3:::d*/x | arn:aws:s3:::data/x | true",
        "ArnLike | arn:*:x | arn:aws:s3:::x | false",
        "ArnEquals | arn:aws:s3:::data | arn:aws:s3:::data | true",
        "ArnNotEquals | arn:aws:s3:::data | arn:aws:s3:::other | true",
        "ArnNotLike | arn:aws:s3:::* | arn:aws:s3:::other | false",
        "Null | true | - | true",
        "Null | true | a | false",
        "Null | false | a | true",
        "Null | false | - | false",
        "ForAllValues:StringEquals | a b | a b a | true",
        "ForAllValues:StringEquals | a b | a c | false",
        "ForAllValues:StringEquals | a | - | true",
        "ForAnyValue:StringEquals | a b | c a | true",
        "ForAnyValue:StringEquals | a b | c d | false",
        "ForAnyValue:StringEquals | a | - | false",
        "ForAnyValue:StringNotEquals | a | a b | true",
        "ForAllValues:StringNotEquals | a | a b | false",
      })
  void conditionsHoldAsTheUserGuideSays(
      String operator, String wanted, String actual, boolean holds) {
    String values = "['" + wanted.replace(" ", "','") + "']";
    Identity role =
        allowed(
            "{'Effect':'Allow','Action':'*','Resource':'*','Condition':{'"
                + operator
                + "':{'s3:prefix':"
                + values
                + "}}}");
    Facts facts =
        actual.equals("-")
            ? Facts.none()
            : Facts.none().with("s3:Prefix", List.of(actual.split(" ")));
    assertThat(may(role, new Access("s3:ListBucket", BUCKET, facts))).isEqualTo(holds);
  }

  @ParameterizedTest
  @CsvSource(
      value = {
        "'',,true",
        "*,,true",
        "a*b*c,axxbyyc,true",
        "a*b*c,axxbyy,false",
        "*.csv,1.csv.gz,false",
        "a?c,abc,true",
        "a?c,ac,false",
        "**,x,true",
        "?,,false",
      })
  void starsAndQuestionMarksMatch(String pattern, String text, boolean matches) {
    assertThat(Wildcards.match(pattern, text == null ? "" : text)).isEqualTo(matches);
  }

  @Test
  void manyStarsTakeNoLongTime() {
    assertThat(Wildcards.match("*a".repeat(30) + "b", "a".repeat(5_000))).isFalse();
  }
}
