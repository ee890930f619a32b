package dev.sundial.prediction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sundial.prediction.Gateway.Answer;
import dev.sundial.serving.IrisScorers;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The protocols of KServe, byte for byte. The model's features: petal length, petal width. */
class ProtocolsTest {
  private static final String FIRST = "20261120T000001Z-000000";
  private static final String SECOND = "20261120T000002Z-000000";
  private static final String V1 = "{\"instances\":[[1.5,0.25],[6,2]]}";
  private static final String V2 =
      "{\"id\":\"a\",\"inputs\":[{\"name\":\"x\",\"shape\":[2,2],\"datatype\":\"FP32\",\"data\":%s}]}";

  private final Gateway gateway = Gateway.ofIris();

  @BeforeEach
  void promote() {
    gateway.source.promote(Gateway.IRIS, 1, IrisScorers.tree());
    gateway.source.promote(Gateway.IRIS, 2, IrisScorers.tree());
  }

  private Answer get(String path) throws IOException {
    return gateway.send("GET", path, Map.of(), null);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /v1/models              | {"models":["iris"]}
          /v1/models/iris         | {"name":"iris","ready":true}
          /v1/models/iris/labels/latest | {"name":"iris","ready":true}
          /v2                     | {"name":"sundial","version":"0.1.0","extensions":[]}
          /v2/                    | {"name":"sundial","version":"0.1.0","extensions":[]}
          /v2/health/live         | {"live":true}
          /v2/health/ready        | {"live":true,"ready":true}
          /v2/models              | {"models":["iris"]}
          /v2/models/iris/ready   | {"name":"iris","ready":true}
          /v2/models/iris         | {"name":"iris","versions":["20261120T000002Z-000000","20261120T000001Z-000000"],"platform":"tribuo_protobuf","inputs":[{"name":"features","datatype":"FP64","shape":[-1,2]}],"outputs":[{"name":"label","datatype":"BYTES","shape":[-1]},{"name":"probabilities","datatype":"FP64","shape":[-1,2]}],"properties":{"features":"[\\"petal length (cm)\\",\\"petal width (cm)\\"]","labels":"[\\"setosa\\",\\"other\\"]"}}
          """)
  void saysWhatThereIs(String path, String body) throws IOException {
    Answer answer = get(path);
    assertThat(answer.body()).isEqualTo(body);
    assertThat(answer.status()).isEqualTo(200);
  }

  @Test
  void answersInstances() throws IOException {
    Answer answer = gateway.post("/v1/models/iris:predict", V1);
    assertThat(answer.body()).isEqualTo("{\"predictions\":[\"setosa\",\"other\"]}");
    assertThat(answer.version()).isEqualTo(SECOND);
    assertThat(gateway.post("/v1/models/iris%3Apredict", V1)).isEqualTo(answer);
    assertThat(
            gateway
                .post(
                    "/v1/models/iris/versions/" + FIRST + ":predict",
                    "{\"signature_name\":\"serving_default\",\"inputs\":"
                        + "[{\"petal width (cm)\":0.25,\"petal length (cm)\":1.5}]}")
                .version())
        .isEqualTo(FIRST);
    assertThat(gateway.post("/v1/models/iris/labels/previous:predict", V1).version())
        .isEqualTo(FIRST);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"instances":[[1.5]]}          | instance 0: has 1 numbers, where the model reads 2 features
          {"instances":[[1,2],[1,2,3]]}  | instance 1: has more than the 2 features of the model
          {"instances":[[1,"2"]]}        | instance 0: feature "petal width (cm)" must be a number, was a text
          {"instances":[1]}              | instance 0: it must be a list of numbers or an object of named features, was a number
          {"instances":[]}               | "instances" is empty; send at least one instance
          {"instances":{}}               | "instances" must be a list, was an object
          {"inputs":[[1,2]],"instances":[[1,2]]} | "instances" and "inputs" mean the same; send one of them
          {"instance":[[1,2]]}           | "instance" is not known; send "instances"
          {}                             | "instances" is missing
          []                             | the body must be an object with a list of instances, was a list
          """)
  void refusesWhatAreNoInstances(String body, String error) throws IOException {
    Answer answer = gateway.post("/v1/models/iris:predict", body);
    assertThat(answer.body()).isEqualTo("{\"error\":\"" + error.replace("\"", "\\\"") + "\"}");
    assertThat(answer.status()).isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"[1.5,0.25,6,2]", "[[1.5,0.25],[6,2]]"})
  void infersFromOneTensor(String data) throws IOException {
    Answer answer = gateway.post("/v2/models/iris/infer", V2.formatted(data));
    assertThat(answer.body())
        .isEqualTo(
            "{\"model_name\":\"iris\",\"model_version\":\""
                + SECOND
                + "\",\"id\":\"a\",\"outputs\":["
                + "{\"name\":\"label\",\"datatype\":\"BYTES\",\"shape\":[2],\"data\":[\"setosa\",\"other\"]},"
                + "{\"name\":\"probabilities\",\"datatype\":\"FP64\",\"shape\":[2,2],\"data\":[0.75,0.25,0.0,1.0]}]}");
    assertThat(answer.status()).isEqualTo(200);
  }

  @Test
  void infersFromATensorForEachFeatureInAnyOrder() throws IOException {
    String body =
        "{\"outputs\":[{\"name\":\"label\"}],\"inputs\":["
            + "{\"data\":[[0.25],[2]],\"datatype\":\"FP64\",\"shape\":[2,1],\"name\":\"petal width (cm)\"},"
            + "{\"name\":\"petal length (cm)\",\"shape\":[2],\"datatype\":\"FP64\",\"data\":[1.5,6]}]}";
    Answer answer = gateway.post("/v2/models/iris/labels/champion/infer", body);
    assertThat(answer.body())
        .isEqualTo(
            "{\"model_name\":\"iris\",\"model_version\":\""
                + SECOND
                + "\",\"id\":\"from-gateway\",\"outputs\":["
                + "{\"name\":\"label\",\"datatype\":\"BYTES\",\"shape\":[2],\"data\":[\"setosa\",\"other\"]}]}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"inputs":[{"name":"x","shape":[1,2],"datatype":"FP32","data":[1]}]} | inputs[0].data has 1 values, where the shape [1, 2] has 2
          {"inputs":[{"name":"x","shape":[2,2],"datatype":"FP32","data":[[1,2,3],[4]]}]} | inputs[0].data has lists of different lengths
          {"inputs":[{"name":"x","shape":[1,4],"datatype":"FP32","data":[[1,2],[3,4]]}]} | inputs[0].data is nested as [2, 2], not as the shape [1, 4]
          {"inputs":[{"name":"x","shape":[1,3],"datatype":"FP32","data":[1,2,3]}]} | input "x" must have the shape [rows, 2], has [1, 3]
          {"inputs":[{"name":"x","shape":[1,2],"datatype":"FP32","data":[1,"2"]}]} | inputs[0].data[1] must be a number, was a text
          {"inputs":[{"name":"x","shape":[1,2],"datatype":"FP32","data":[1,1e39]}]} | inputs[0].data[1] must be a number from -3.4028235e38 to 3.4028235e38 as FP32
          {"inputs":[{"name":"x","shape":[1,2],"datatype":"INT8","data":[1,1.5]}]} | inputs[0].data[1] must be a whole number from -128 to 127 as INT8
          {"inputs":[{"name":"x","shape":[1,2],"datatype":"BOOL","data":[1,0]}]} | inputs[0].data must hold true and false as BOOL
          {"inputs":[{"name":"x","shape":[1,2],"datatype":"BYTES","data":[1,0]}]} | inputs[0].datatype BYTES holds no numbers, which all features are
          {"inputs":[{"name":"x","shape":[1,2],"datatype":"fp32","data":[1,0]}]} | inputs[0].datatype "fp32" is not known; send one of [BOOL, UINT8, UINT16, UINT32, UINT64, INT8, INT16, INT32, INT64, FP16, FP32, FP64, BYTES]
          {"inputs":[{"name":"x","shape":[0,2],"datatype":"FP32","data":[]}]} | the inputs have no row; send at least one
          {"inputs":[{"name":"x","shape":[-1,2],"datatype":"FP32","data":[]}]} | inputs[0].shape[0] must be a whole number from 0
          {"inputs":[{"name":"petal width (cm)","shape":[1],"datatype":"FP32","data":[1]}]} | feature "petal length (cm)" is missing
          {"inputs":[{"shape":[1,2],"datatype":"FP32","data":[1,2]}]} | inputs[0].name is missing
          {"inputs":[]} | "inputs" is empty
          {"outputs":[]} | "inputs" is missing
          {"inputs":[{"name":"x","shape":[1,2],"datatype":"FP32","data":[1,2]}],"outputs":[{"name":"logits"}]} | outputs[0].name: the model has no output "logits"
          {"inputs":[{"name":"x","shape":[1,2],"datatype":"FP32","data":[1,2]}],"more":1} | "more" is not known
          {"inputs":[{"name":"x","shape":[1,2],"datatype":"FP32","parameters":{"binary_data_size":8}}]} | inputs[0].parameters.binary_data_size: binary tensors are not read; send "data"
          {"model_name":"rose","inputs":[{"name":"x","shape":[1,2],"datatype":"FP32","data":[1,2]}]} | "model_name" is "rose", where the path names iris
          {"parameters":{"a":1,"a":2},"inputs":[{"name":"x","shape":[1,2],"datatype":"FP32","data":[1,2]}]} | parameters.a is given twice
          """)
  void refusesWhatIsNoTensorOfTheModel(String body, String error) throws IOException {
    Answer answer = gateway.post("/v2/models/iris/infer", body);
    assertThat(answer.body()).isEqualTo("{\"error\":\"" + error.replace("\"", "\\\"") + "\"}");
    assertThat(answer.status()).isEqualTo(422);
  }

  @Test
  void takesWhatTheClientsOfOtherProjectsSendBesides() throws IOException {
    String plain = V2.formatted("[1.5,0.25,6,2]");
    Answer answer = gateway.post("/v2/models/iris/infer", plain);
    for (String more :
        List.of(
            "\"model_name\":\"iris\"",
            "\"parameters\":null,\"outputs\":null,\"model_name\":null",
            "\"parameters\":{\"binary_data_output\":true}",
            "\"outputs\":[{\"name\":\"label\",\"parameters\":{\"binary_data\":true}},"
                + "{\"name\":\"probabilities\",\"parameters\":null}]")) {
      assertThat(gateway.post("/v2/models/iris/infer", "{" + more + "," + plain.substring(1)))
          .as(more)
          .isEqualTo(answer);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "FP32, 3.4028235e38, 3.4028236e38",
    "FP32, -3.4028234663852886e38, -1e39",
    "FP16, 65504, 65520",
    "FP64, 1.7976931348623157e308, 1e309",
    "INT64, 9223372036854775807, 9223372036854775808",
    "INT64, -9223372036854775808, -9223372036854775809",
    "UINT64, 18446744073709551615, 18446744073709551616",
    "UINT64, 0, -1",
    "UINT64, 1.0e19, 1.8446744073709551616e19",
    "INT8, -128, -129",
    "INT8, 1.0, 1.5",
  })
  void takesEveryValueOfADatatypeAndNoOther(String datatype, String last, String beyond)
      throws IOException {
    String body =
        "{\"inputs\":[{\"name\":\"x\",\"shape\":[1,2],\"data\":[0,%s],\"datatype\":\"%s\"}]}";
    assertThat(gateway.post("/v2/models/iris/infer", body.formatted(last, datatype)).status())
        .isEqualTo(200);
    Answer refused = gateway.post("/v2/models/iris/infer", body.formatted(beyond, datatype));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body()).contains("inputs[0].data[1] must be a ", " as " + datatype);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"instances":[[NaN,1]]} | the body is not JSON: NaN and Infinity are no numbers, each must be finite at line 1, column 19, at /instances/0
          {"instances":[[1,-Infinity]]} | NaN and Infinity are no numbers
          {"instances":[{"petal length (cm)":NaN}]} | , at "petal length (cm)"
          {"instances":[[1,0.11111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111]]} | the body holds a number of more than 100 characters
          {"instances":[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]} | instance 0
          {"inputs":[[1,2]],"signature_name":} | the body is not JSON at line 1, column
          """)
  void saysWhatIsNoJsonAndWhere(String body, String error) throws IOException {
    Answer answer = gateway.post("/v1/models/iris:predict", body);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body().replace("\\\"", "\"")).contains(error);
  }

  @Test
  void namesTheLimitOfDepth() throws IOException {
    String deep = "{\"parameters\":{\"a\":" + "[".repeat(40) + "]".repeat(40) + "},\"inputs\":[]}";
    Answer answer = gateway.post("/v2/models/iris/infer", deep);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).contains("the body is nested deeper than 32 levels");
  }

  @Test
  void aModelOfOneFeatureTakesPlainNumbersAsInstances() throws IOException {
    Gateway one = Gateway.ofIris();
    one.source.promote(Gateway.IRIS, 1, IrisScorers.ofOneFeature());
    assertThat(
            one.post(
                    "/v1/models/iris:predict",
                    "{\"instances\":[1.5,[6],{\"petal length (cm)\":6}]}")
                .body())
        .isEqualTo("{\"predictions\":[\"setosa\",\"other\",\"other\"]}");
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/models/iris:explain, :explain",
    "/v1/models/iris:Predict, :Predict",
    "/v1/models/iris/versions/7:classify, :classify",
    "/v1/models/:predict, :predict",
    "/v1/models/a:b:predict, :b:predict",
  })
  void aVerbThatIsNotThereIsNotFound(String path, String verb) throws IOException {
    for (String method : List.of("POST", "GET")) {
      Answer answer = gateway.send(method, path, Map.of("Content-Type", "application/json"), V1);
      assertThat(answer.status()).isEqualTo(404);
      assertThat(answer.body()).contains("there is no verb \\\"" + verb + "\\\"");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/models/rose:predict, Model with name rose does not exist. There are: iris",
    "/v2/models/iris/versions/7/infer, The model iris has no version 7",
    "/v2/models/iris/labels/best/infer, The model iris has no version labelled best; labels are"
        + " champion\\, latest and previous",
    "/models/iris/versions/20261120T000009Z-000000/predict, The model iris has no version"
        + " 20261120T000009Z-000000",
  })
  void aVersionThatIsNotThereIsNotFound(String path, String error) throws IOException {
    Answer answer = gateway.post(path, V1);
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.body()).contains(error.replace("\\", ""));
  }
}
