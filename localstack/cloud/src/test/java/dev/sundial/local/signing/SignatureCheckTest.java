package dev.sundial.local.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** With the keys, the requests and the signatures of AWS's own test suite for signers. */
class SignatureCheckTest {
  private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
  private static final String SCOPE = "20150830/us-east-1/service/aws4_request";
  private static final String VANILLA =
      "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31";
  private static final Verdict GENUINE = new Verdict.Genuine("AKIDEXAMPLE");

  private static final SignatureCheck CHECK =
      new SignatureCheck(
          key ->
              switch (key) {
                case "AKIDEXAMPLE" -> new SigningKeys.Found.Known(SECRET, "");
                case "ASIASESSION" -> new SigningKeys.Found.Known(SECRET, "the token");
                case "ASIAOVER" -> new SigningKeys.Found.Expired();
                default -> new SigningKeys.Found.Unknown();
              },
          "us-east-1",
          "service");

  /** A request under construction. */
  private static final class Sent {
    private String method = "GET";
    private String path = "/";
    private String query = "";
    private String body = "";
    private final Map<String, List<String>> headers = new LinkedHashMap<>();

    Sent() {
      header("Host", "example.amazonaws.com");
      header("X-Amz-Date", "20150830T123600Z");
    }

    final Sent header(String name, String value) {
      headers.computeIfAbsent(name, n -> new ArrayList<>()).add(value);
      return this;
    }

    Sent target(String rawPath, String rawQuery) {
      path = rawPath;
      query = rawQuery;
      return this;
    }

    Sent post(String text) {
      method = "POST";
      body = text;
      return this;
    }

    Verdict signed(String signedHeaders, String signature) {
      return authorized(
          "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/"
              + SCOPE
              + ", SignedHeaders="
              + signedHeaders
              + ", Signature="
              + signature);
    }

    Verdict authorized(String authorization) {
      header("Authorization", authorization);
      return looked();
    }

    Verdict looked() {
      return CHECK.of(
          new Arrived(method, path, query, headers, body.getBytes(StandardCharsets.UTF_8)));
    }
  }

  private static String refusal(Verdict verdict) {
    return verdict instanceof Verdict.Refused(String type, String message)
        ? type + ": " + message
        : verdict.toString();
  }

  @ParameterizedTest
  @CsvSource({
    "/, '', 5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
    "/./, '', 5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
    "/example/.., '', 5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
    "/one/two/../.., '', 5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
    "/.., '', 5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
    "//, '', 5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
    "/\u1234, '', 8318018e0b0f223aa2bbf98705b62bb787dc9c0e678f255a891fd03141be5d85",
    "/example space/, '', 652487583200325589f1fba4c7e578f72c47cb61beeca81406b39ddec1366741",
    "//./example space//, '', 652487583200325589f1fba4c7e578f72c47cb61beeca81406b39ddec1366741",
    "/, Param1=value1, a67d582fa61cc504c4bae71f336f98b97f1ea3c7a6bfe1b6e45aec72011b9aeb",
    "/, &Param1=value1&, a67d582fa61cc504c4bae71f336f98b97f1ea3c7a6bfe1b6e45aec72011b9aeb",
    "/, %50aram1=%76alue1, a67d582fa61cc504c4bae71f336f98b97f1ea3c7a6bfe1b6e45aec72011b9aeb",
    "/, Param2=value2&Param1=value1,"
        + " b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500",
    "/, \u1234=bar, 2cdec8eed098649ff3a119c94853b13c643bcf08f8b0a1d91e12c9027818dd04",
    "/, %e1%88%b4=bar, 2cdec8eed098649ff3a119c94853b13c643bcf08f8b0a1d91e12c9027818dd04",
  })
  void takesTheSuitesSignaturesOfOddPathsAndQueries(String path, String query, String signature) {
    assertThat(new Sent().target(path, query).signed("host;x-amz-date", signature))
        .isEqualTo(GENUINE);
  }

  @Test
  void knowsTheUnreservedCharacters() {
    String all = "-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    assertThat(
            new Sent()
                .target("/" + all, "")
                .signed(
                    "host;x-amz-date",
                    "07ef7494c76fa4850883e2b006601f940f8a34d404d0cfa977f52a65bbf5f24f"))
        .isEqualTo(GENUINE);
    assertThat(
            new Sent()
                .target("/", all + "=" + all)
                .signed(
                    "host;x-amz-date",
                    "9c3e54bfcdf0b19771a7f523ee5669cdf59bc7cc0884027167c21bb143a40197"))
        .isEqualTo(GENUINE);
  }

  @Test
  void joinsTheValuesOfAHeaderInTheirOrder() {
    String order = "08c7e5a9acfcfeb3ab6b2185e75ce8b1deb5e634ec47601a50643f830c755c01";
    assertThat(
            new Sent()
                .header("My-Header1", "value4")
                .header("My-Header1", "value1")
                .header("My-Header1", "value3")
                .header("My-Header1", "value2")
                .signed("host;my-header1;x-amz-date", order))
        .isEqualTo(GENUINE);
    assertThat(
            refusal(
                new Sent()
                    .header("My-Header1", "value1,value4,value3,value2")
                    .signed("host;my-header1;x-amz-date", order)))
        .startsWith("InvalidSignatureException: The request signature we calculated");
  }

  @Test
  void trimsTheSpaceOfHeaders() {
    assertThat(
            new Sent()
                .header("My-Header1", " value1\t")
                .header("MY-HEADER2", " \"a   b   c\"")
                .signed(
                    "host;my-header1;my-header2;x-amz-date",
                    "acc3ed3afb60bb290fc8d2dd0098b9911fcaa05412b367055dee359757a9c736"))
        .isEqualTo(GENUINE);
  }

  @Test
  void signsTheBody() {
    String form = "ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a";
    String type = "application/x-www-form-urlencoded";
    String signed = "content-type;host;x-amz-date";
    assertThat(new Sent().post("Param1=value1").header("Content-Type", type).signed(signed, form))
        .isEqualTo(GENUINE);
    assertThat(
            refusal(
                new Sent().post("Param1=value2").header("Content-Type", type).signed(signed, form)))
        .isEqualTo(
            "InvalidSignatureException: The request signature we calculated does not match the"
                + " signature you provided. Check your AWS Secret Access Key and signing method."
                + " Consult the service documentation for details.");
  }

  @ParameterizedTest
  @CsvSource({
    "'Sun, 30 Aug 2015 12:36:00 GMT', 1262aceaf1a79c7f0b69fda81cd744572fcbe2e4c23b647b4de183cd5a0f1075",
  })
  void readsTheTimeFromTheDateHeaderToo(String date, String signature) {
    Sent sent = new Sent();
    sent.headers.remove("X-Amz-Date");
    assertThat(sent.header("Date", date).signed("date;host", signature)).isEqualTo(GENUINE);
  }

  @Test
  void wantsATime() {
    Sent sent = new Sent();
    sent.headers.remove("X-Amz-Date");
    assertThat(refusal(sent.signed("host;x-amz-date", VANILLA)))
        .startsWith("IncompleteSignatureException: Authorization header requires existence of");
    assertThat(refusal(sent.header("X-Amz-Date", "yesterday").looked()))
        .startsWith("IncompleteSignatureException: Date must be in ISO-8601");
  }

  @Test
  void whoDoesNotSignIsUnsigned() {
    assertThat(new Sent().looked()).isEqualTo(new Verdict.Unsigned());
    assertThat(new Sent().target("/", "X-Amz-Date=20150830T123600Z").looked())
        .isEqualTo(new Verdict.Unsigned());
  }

  @ParameterizedTest
  @ValueSource(strings = {"Basic dGVzdDp0ZXN0", "Bearer abc", "AWS4-HMAC-SHA256 Credential"})
  void refusesAnAuthorizationOfAnotherKindWithoutRepeatingIt(String authorization) {
    assertThat(refusal(new Sent().authorized(authorization)))
        .startsWith("IncompleteSignatureException: ")
        .doesNotContain("dGVzdDp0ZXN0")
        .doesNotContain("abc'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "AWS4-HMAC-SHA256 SignedHeaders=host | Incomplete | requires 'Credential' parameter.",
        "allow | Incomplete | Authorization header requires 'Signature' parameter.",
        "'' | Incomplete | Authorization header requires 'SignedHeaders' parameter.",
        "AWS4-HMAC-SHA256 Credential=A/B, SignedHeaders=host, Signature=0 | Incomplete | exactly 5",
        "AWS4-ECDSA-P256-SHA256 Credential=A | Incomplete | Unsupported AWS 'algorithm'",
      })
  void saysWhatASignatureLacks(String authorization, String type, String words) {
    assertThat(refusal(new Sent().authorized(authorization)))
        .startsWith(type + "SignatureException")
        .contains(words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "AKIDEXAMPLE/20150830/us-east-1/s3/aws4_request | host | correct service: 'service'",
        "AKIDEXAMPLE/20150830/eu-west-1/service/aws4_request | host | not 'eu-west-1'",
        "AKIDEXAMPLE/20150831/us-east-1/service/aws4_request | host | 20150831' != '20150830",
        "AKIDEXAMPLE/20150830/us-east-1/service/aws4_request | x-amz-date | must be a 'SignedHead",
        "ASIANOBODY/20150830/us-east-1/service/aws4_request | host | included in the request is in",
        "ASIASESSION/20150830/us-east-1/service/aws4_request | host | included in the request is i",
        "ASIAOVER/20150830/us-east-1/service/aws4_request | host | included in the request is expi",
        "AKIDEXAMPLE/20150830/us-east-1/service/aws4_request | host | we calculated does not match",
      })
  void refusesWhatIsSignedForSomethingElse(String credential, String headers, String words) {
    String authorization =
        "AWS4-HMAC-SHA256 Credential=%s, SignedHeaders=%s, Signature=%s"
            .formatted(credential, headers, VANILLA);
    assertThat(refusal(new Sent().authorized(authorization))).contains(words);
  }

  @Test
  void readsAnAuthorizationHoweverItIsSpacedAndOrdered() {
    assertThat(
            new Sent()
                .authorized(
                    "AWS4-HMAC-SHA256 Signature="
                        + VANILLA
                        + ",SignedHeaders=host;x-amz-date,Credential=AKIDEXAMPLE/"
                        + SCOPE))
        .isEqualTo(GENUINE);
  }

  @Test
  void refusesATokenThatDoesNotBelongToTheKey() {
    assertThat(
            refusal(
                new Sent()
                    .header("X-Amz-Security-Token", "stray")
                    .signed("host;x-amz-date", VANILLA)))
        .isEqualTo(
            "UnrecognizedClientException: The security token included in the request is invalid.");
  }
}
