package dev.sundial.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class IntrinsicsTest {
  private static final String TEMPLATE =
      """
      {"Parameters":{"Stage":{"Type":"String","Default":"local"},
                     "Zones":{"Type":"CommaDelimitedList","Default":"a, b,c"},
                     "Count":{"Type":"Number","Default":3}},
       "Mappings":{"Sizes":{"local":{"Memory":512,"Names":["x","y"]}}},
       "Conditions":{"IsLocal":{"Fn::Equals":[{"Ref":"Stage"},"local"]},
                     "IsProd":{"Fn::Not":[{"Condition":"IsLocal"}]},
                     "Either":{"Fn::Or":[{"Condition":"IsProd"},{"Condition":"IsLocal"}]},
                     "Both":{"Fn::And":[{"Condition":"IsProd"},{"Condition":"IsLocal"}]},
                     "LoopA":{"Condition":"LoopB"},"LoopB":{"Fn::Not":[{"Condition":"LoopA"}]}},
       "Resources":{"Queue":{"Type":"Test::Thing"},"Later":{"Type":"Test::Thing"},
                    "Never":{"Type":"Test::Thing","Condition":"IsProd"}}}
      """;

  private final Problems problems = new Problems();

  private JsonNode resolve(String json) {
    Problems none = new Problems();
    Template template =
        new TemplateReader(none).read("app", TEMPLATE, Catalogue.parse(TEMPLATE), Map.of());
    Map<String, Resource> existing = new HashMap<>();
    existing.put(
        "Queue",
        new Resource("Test::Thing", "q-1", Map.of("Arn", "arn:thing:q-1", "Shape", "round")));
    StackNames names =
        new StackNames(
            template,
            new Conditions(template, problems),
            Map.of("Test::Thing", new ThingType()),
            existing,
            Map.of("exported", "value"));
    ObjectNode holder = Catalogue.parse("{\"V\":" + json.replace('\'', '"') + "}");
    return new Intrinsics(names, problems).resolve("app/R", holder).path("V");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'Ref':'Stage'}|'local'",
        "{'Ref':'Count'}|'3'",
        "{'Ref':'Zones'}|['a','b','c']",
        "{'Ref':'Queue'}|'q-1'",
        "{'Ref':'AWS::AccountId'}|'000000000000'",
        "{'Ref':'AWS::Region'}|'us-east-1'",
        "{'Ref':'AWS::Partition'}|'aws'",
        "{'Ref':'AWS::URLSuffix'}|'amazonaws.com'",
        "{'Ref':'AWS::StackName'}|'app'",
        "{'Fn::GetAtt':['Queue','Arn']}|'arn:thing:q-1'",
        "{'Fn::GetAtt':'Queue.Arn'}|'arn:thing:q-1'",
        "{'Fn::Join':['-',['a',{'Ref':'Stage'},1]]}|'a-local-1'",
        "{'Fn::Join':['/',{'Ref':'Zones'}]}|'a/b/c'",
        "{'Fn::Join':['',[]]}|''",
        "{'Fn::Split':[':','a:b::']}|['a','b','','']",
        "{'Fn::Select':[1,['a','b']]}|'b'",
        "{'Fn::Select':['2',{'Ref':'Zones'}]}|'c'",
        "{'Fn::Select':[2,{'Fn::Split':[':',{'Fn::GetAtt':['Queue','Arn']}]}]}|'q-1'",
        "{'Fn::Sub':'x'}|'x'",
        "{'Fn::Sub':'${AWS::Region}/${Queue}/${Queue.Arn}/${!Stage}/$${Stage}'}|'us-east-1/q-1/arn:thing:q-1/${Stage}/$local'",
        "{'Fn::Sub':['${A}.${Stage}',{'A':{'Ref':'Queue'}}]}|'q-1.local'",
        "{'Fn::Sub':['${Stage}',{'Stage':'shadowed'}]}|'shadowed'",
        "{'Fn::If':['IsLocal','yes','no']}|'yes'",
        "{'Fn::If':['IsProd',{'Ref':'Never'},'no']}|'no'",
        "{'Fn::If':['Either',1,2]}|1",
        "{'Fn::If':['Both',1,2]}|2",
        "{'A':{'Fn::If':['IsProd','x',{'Ref':'AWS::NoValue'}]},'B':true}|{'B':true}",
        "['a',{'Ref':'AWS::NoValue'},'b']|['a','b']",
        "{'Fn::FindInMap':['Sizes',{'Ref':'Stage'},'Memory']}|512",
        "{'Fn::FindInMap':['Sizes','local','Names']}|['x','y']",
        "{'Fn::ImportValue':'exported'}|'value'",
        "{'Fn::Base64':'Grüße'}|'R3LDvMOfZQ=='",
        "{'Ref':'Queue','Other':1}|{'Ref':'Queue','Other':1}",
      })
  void resolves(String json, String expected) {
    assertThat(resolve(json))
        .isEqualTo(Catalogue.parse("{\"V\":" + expected.replace('\'', '"') + "}").get("V"));
    assertThat(problems.list()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'Ref':'Nobody'}|refers to Nobody, which is neither a resource nor a parameter",
        "{'Ref':'Never'}|refers to Never, which its condition leaves out",
        "{'Ref':['Queue']}|needs the name of a parameter or resource in Ref",
        "{'Fn::GetAtt':['Queue']}|needs a logical id and an attribute in Fn::GetAtt",
        "{'Fn::GetAtt':['Queue','Nope']}|refers to Queue.Nope, an attribute that Test::Thing does not give here",
        "{'Fn::Join':['-',{'Ref':'Stage'}]}|needs a list in Fn::Join",
        "{'Fn::Join':['-',[['a']]]}|needs texts in the list of Fn::Join",
        "{'Fn::Split':['','a']}|needs a delimiter and a text in Fn::Split",
        "{'Fn::Select':[3,{'Ref':'Zones'}]}|asks for item 3 of 3 in Fn::Select",
        "{'Fn::Select':[-1,['a']]}|needs a whole number as the index of Fn::Select, was -1",
        "{'Fn::Sub':'${Nobody}'}|refers to Nobody, which is neither a resource nor a parameter",
        "{'Fn::Sub':'${Zones}'}|needs a text for ${Zones} in Fn::Sub",
        "{'Fn::Sub':'${a b}'}|holds ${a b} in Fn::Sub: names are letters, digits, underscores, periods and colons",
        "{'Fn::If':['Nope',1,2]}|refers to the condition Nope, which is not declared",
        "{'Fn::FindInMap':['Sizes','prod','Memory']}|finds nothing in the mapping Sizes.prod.Memory",
        "{'Fn::ImportValue':'other'}|refers to the export other, which no stack deployed before exports",
        "{'Fn::Equals':['a','a']}|Fn::Equals can only be used in Conditions",
        "{'Fn::Cidr':['10.0.0.0/16',1]}|uses Fn::Cidr, which is not supported",
        "{'Fn::Join':['-',[]],'X':1}|holds Fn::Join beside other keys: [Fn::Join, X]",
      })
  void namesWhatItCannotResolve(String json, String problem) {
    resolve(json);

    assertThat(problems.list()).containsExactly("app/R.V " + problem);
  }

  @Test
  void passesOverWhatDoesNotExistYet() {
    JsonNode value =
        resolve(
            "[{'Ref':'Later'},{'Fn::Select':[7,{'Fn::Split':['/',{'Fn::GetAtt':'Later.Arn'}]}]},"
                + "{'Fn::Sub':'x-${Later.Shape}'}]");

    assertThat(problems.list()).isEmpty();
    assertThat(List.of(value.get(0), value.get(1), value.get(2)))
        .allMatch(item -> Pending.in(item.asText()));
  }

  @Test
  void namesConditionsThatDependOnThemselves() {
    resolve("{'Fn::If':['LoopA',1,2]}");

    assertThat(problems.list())
        .containsExactly("app/Conditions.LoopA depends on itself: LoopA → LoopB → LoopA");
  }
}
