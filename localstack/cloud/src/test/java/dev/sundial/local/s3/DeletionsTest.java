package dev.sundial.local.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sundial.local.endpoint.AwsError;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DeletionsTest {

  @Test
  void readsKeysAsTheyStand() {
    var read =
        parse(
            "<Delete xmlns='x'><Object><Key> a&amp;b </Key></Object>"
                + "<Object><VersionId>v</VersionId><Key>c</Key></Object><Quiet>true</Quiet></Delete>");
    assertThat(read.quiet()).isTrue();
    assertThat(read.targets())
        .containsExactly(
            new Deletions.Target(new S3Address("b", " a&b "), Optional.empty()),
            new Deletions.Target(new S3Address("b", "c"), Optional.of("v")));
    assertThat(Deletions.parse("b", Deletions.document(read.targets())).targets())
        .isEqualTo(read.targets());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<Delete></Delete>",
        "<Delete><Object></Object></Delete>",
        "<Delete><Object><Key></Key></Object></Delete>",
        "<Delete><Object><Key>mine</Key><Key>theirs</Key></Object></Delete>",
        "<Delete><Object><Key>a</Key><VersionId>1</VersionId><VersionId>2</VersionId></Object></Delete>",
        "<Delete><Object><Key>a</Key><Other>1</Other></Object></Delete>",
        "<Delete><Object><Key>a</Key></Object><Other/></Delete>",
        "<Delete><Object><Key>a</Key></Object><Quiet>true</Quiet><Quiet>false</Quiet></Delete>",
        "<Remove><Object><Key>a</Key></Object></Remove>",
        "<Delete><Object><Key>a</Key></Object>",
      })
  void refusesWhatIsNotOneKeyPerObject(String document) {
    assertThatThrownBy(() -> parse(document))
        .isInstanceOfSatisfying(
            AwsError.class, e -> assertThat(e.code()).isEqualTo("MalformedXML"));
  }

  @Test
  void takesAThousandAtMost() {
    String object = "<Object><Key>a</Key></Object>";
    assertThat(parse("<Delete>" + object.repeat(1000) + "</Delete>").targets()).hasSize(1000);
    assertThatThrownBy(() -> parse("<Delete>" + object.repeat(1001) + "</Delete>"))
        .isInstanceOf(AwsError.class);
  }

  @Test
  void refusesConditionsThatNothingReads() {
    assertThatThrownBy(() -> parse("<Delete><Object><Key>a</Key><ETag>e</ETag></Object></Delete>"))
        .hasMessageContaining("DeleteObjects with ETag");
  }

  private static Deletions parse(String document) {
    return Deletions.parse("b", document.getBytes(UTF_8));
  }
}
