package dev.sundial.local.apigateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sundial.local.apigateway.AuthorizerResource.Declared;
import dev.sundial.local.stack.Assets;
import dev.sundial.local.stack.Deployment;
import dev.sundial.local.stack.Properties;
import dev.sundial.local.stack.Resource;
import dev.sundial.local.state.StateStore;
import dev.sundial.local.testing.HandClock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuthorizerResourceTest {
  private static final String API = "abcdefghij";
  private static final String FUNCTION = "arn:aws:lambda:us-east-1:000000000000:function:a:live";
  private static final String DECLARED =
      "{'RestApiId':'abcdefghij','Name':'a','Type':'TOKEN','AuthorizerUri':'"
          + "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/"
          + FUNCTION
          + "/invocations','IdentitySource':'method.request.header.Authorization'}";

  private final RestApis apis =
      new RestApis(StateStore.inMemory(), new HandClock("2026-11-20T10:00:00Z"));
  private final AuthorizerResource type = new AuthorizerResource(apis);
  private final Deployment deployment =
      new Deployment("app", "Authorizer", 1, new Assets(Map.of()), false);

  @BeforeEach
  void create() {
    apis.create(API, "api", "", List.of());
  }

  private static Properties properties(String json) {
    try {
      return new Properties("R", (ObjectNode) new ObjectMapper().readTree(json.replace('\'', '"')));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(json, e);
    }
  }

  private Declared declared(String json) {
    Properties properties = properties(json);
    Declared declared = type.read(properties);
    assertThat(properties.problems()).isEmpty();
    assertThat(properties.unasked()).isEmpty();
    return declared;
  }

  private static String with(String field) {
    return DECLARED.replace("}", "," + field + "}");
  }

  @Test
  void isChangedInPlaceAndGoesWithItsApi() {
    Declared first = declared(DECLARED);
    Resource created = type.create(first, deployment);
    String id = created.physicalId();
    assertThat(created.attributes()).containsEntry("AuthorizerId", id);
    assertThat(apis.get(API).asks())
        .containsExactly(
            Map.entry(id, new TokenAuthorizer(id, "a", FUNCTION, "Authorization", "", 300)));

    Declared second =
        declared(
            with("'AuthorizerResultTtlInSeconds':0,'IdentityValidationExpression':'^Bearer .*$'"));
    assertThat(type.replacement(first, second)).isEmpty();
    Resource updated = type.update(created, first, second, deployment);
    assertThat(updated.physicalId()).isEqualTo(id);
    assertThat(apis.get(API).asks().get(id))
        .isEqualTo(new TokenAuthorizer(id, "a", FUNCTION, "Authorization", "^Bearer .*$", 0));

    type.delete(updated, deployment);
    assertThat(apis.get(API).asks()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'Type':'REQUEST' | Type",
        "'IdentitySource':'method.request.querystring.x' | IdentitySource",
        "'AuthorizerUri':'arn:aws:sqs:x' | AuthorizerUri",
        "'AuthorizerResultTtlInSeconds':3601 | AuthorizerResultTtlInSeconds",
        "'IdentityValidationExpression':'(' | IdentityValidationExpression",
      })
  void namesWhatItCannotDo(String field, String property) {
    String name = field.substring(1, field.indexOf('\'', 1));
    String json = DECLARED.replaceAll("'" + name + "':'[^']*',?", "");
    Properties properties =
        properties(json.replace(",}", "}").replaceFirst("}", "," + field + "}"));
    Declared unused = type.read(properties);
    assertThat(properties.problems()).singleElement().asString().contains(property);
  }

  @Test
  void leavesOtherPropertiesUnasked() {
    Properties properties = properties(with("'AuthorizerCredentials':'arn:aws:iam::0:role/x'"));
    Declared unused = type.read(properties);
    assertThat(properties.unasked()).singleElement().asString().contains("AuthorizerCredentials");
  }
}
