package dev.sundial.local.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.wire.Trees;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventPatternTest {
  private static final String EVENT =
      """
      {"version":"0","id":"1","source":"dev.sundial","detail-type":"ModelPromoted",
       "account":"000000000000","time":"2026-11-20T10:00:00Z","region":"us-east-1",
       "resources":["arn:aws:s3:::data","arn:aws:s3:::more"],
       "detail":{"model":"iris","version":"20261120T031500Z-7f3a9c","accuracy":0.97,"rows":150,
         "ratio":300.0,"stage":"Local","note":null,"pinned":false,"empty":"",
         "path":"models/iris/v1/scorer.json",
         "metrics":[{"name":"accuracy","value":0.97},{"name":"f1","value":0.5}]}}
      """;

  private static boolean matches(String pattern) {
    return EventPattern.parse(pattern).matches(Trees.parse(EVENT.getBytes(StandardCharsets.UTF_8)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'source':['dev.sundial']}",
        "{'source':['other','dev.sundial'],'detail-type':['ModelPromoted']}",
        "{'resources':['arn:aws:s3:::more']}",
        "{'detail':{'rows':[150]}}",
        "{'detail':{'note':[null]}}",
        "{'detail':{'pinned':[false]}}",
        "{'detail':{'empty':['']}}",
        "{'detail':{'model':[{'prefix':'ir'}]}}",
        "{'detail':{'stage':[{'prefix':{'equals-ignore-case':'LO'}}]}}",
        "{'detail':{'version':[{'suffix':'-7f3a9c'}]}}",
        "{'detail':{'stage':[{'equals-ignore-case':'LOCAL'}]}}",
        "{'detail':{'path':[{'wildcard':'models/*/scorer.json'}]}}",
        "{'detail':{'model':[{'anything-but':'wine'}]}}",
        "{'detail':{'model':[{'anything-but':['wine','digits']}]}}",
        "{'detail':{'model':[{'anything-but':{'prefix':'wi'}}]}}",
        "{'detail':{'model':[{'anything-but':{'suffix':['x','y']}}]}}",
        "{'detail':{'model':[{'anything-but':{'wildcard':'w*e'}}]}}",
        "{'detail':{'rows':[{'anything-but':[1,2]}]}}",
        "{'detail':{'accuracy':[{'numeric':['>=',0.97]}]}}",
        "{'detail':{'rows':[{'numeric':['>',100,'<=',150]}]}}",
        "{'detail':{'ratio':[{'numeric':['=',300]}]}}",
        "{'detail':{'model':[{'exists':true}]}}",
        "{'detail':{'other':[{'exists':false}]}}",
        "{'detail':{'other':{'deeper':[{'exists':false}]}}}",
        "{'detail':{'metrics':{'name':['f1'],'value':[{'numeric':['<',0.6]}]}}}",
        "{'$or':[{'source':['x']},{'detail':{'model':['iris']}}]}",
        "{'detail':{'$or':[{'model':['x']},{'rows':[150]}]}}",
      })
  void matchesWhatItWants(String pattern) {
    assertThat(matches(pattern.replace('\'', '"'))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'source':['DEV.SUNDIAL']}",
        "{'source':['dev.sundial'],'detail-type':['ModelHeld']}",
        "{'detail':{'rows':['150']}}",
        "{'detail':{'ratio':[300]}}",
        "{'detail':{'note':['']}}",
        "{'detail':{'model':[{'prefix':'IR'}]}}",
        "{'detail':{'rows':[{'prefix':'1'}]}}",
        "{'detail':{'path':[{'wildcard':'models/*/model.json'}]}}",
        "{'detail':{'model':[{'anything-but':['iris','wine']}]}}",
        "{'detail':{'model':[{'anything-but':{'prefix':'ir'}}]}}",
        "{'detail':{'other':[{'anything-but':'x'}]}}",
        "{'detail':{'accuracy':[{'numeric':['>',0.97]}]}}",
        "{'detail':{'model':[{'numeric':['=',1]}]}}",
        "{'detail':{'model':[{'exists':false}]}}",
        "{'detail':{'other':[{'exists':true}]}}",
        "{'detail':{'metrics':{'name':['accuracy'],'value':[{'numeric':['<',0.6]}]}}}",
        "{'$or':[{'source':['x']},{'detail':{'model':['wine']}}]}",
        "{'source':['dev.sundial'],'$or':[{'source':['x']},{'id':['2']}]}",
      })
  void leavesTheOthers(String pattern) {
    assertThat(matches(pattern.replace('\'', '"'))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'source':[{'cidr':'10.0.0.0/24'}]}",
        "{'source':[{'prefix':'a','suffix':'b'}]}",
        "{'source':[{'anything-but':{'numeric':['>',1]}}]}",
        "{'source':'dev.sundial'}",
        "{'source':[]}",
        "{'source':[['x']]}",
        "{'detail':{}}",
        "{}",
        "[]",
        "{'source':['x']",
        "{'source':['x']} more",
        "{'a':[{'exists':'yes'}]}",
        "{'a':[{'numeric':['>']}]}",
        "{'a':[{'numeric':['~',1]}]}",
        "{'a':[{'numeric':['>','1']}]}",
        "{'a':[{'prefix':1}]}",
        "{'a':[{'wildcard':'a**b'}]}",
        "{'a':[{'anything-but':[]}]}",
        "{'$or':[{'source':['x']}]}",
      })
  void refusesByNameWhatItDoesNotDo(String pattern) {
    assertThatThrownBy(() -> EventPattern.parse(pattern.replace('\'', '"')))
        .isInstanceOfSatisfying(
            AwsError.class,
            error -> assertThat(error.code()).isEqualTo("InvalidEventPatternException"));
  }
}
