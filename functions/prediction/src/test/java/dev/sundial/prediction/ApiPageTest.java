package dev.sundial.prediction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sundial.naming.ModelName;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

class ApiPageTest {
  private static final List<ModelName> MODELS =
      List.of(new ModelName("iris"), new ModelName("solar"));

  private final byte[] html = new ApiDescription(MODELS).html();
  private final Document page = parsed(html);

  private static Document parsed(byte[] html) {
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new ByteArrayInputStream(html));
    } catch (SAXException | IOException | ParserConfigurationException e) {
      throw new AssertionError("the page is not well-formed", e);
    }
  }

  private List<String> texts(String element) {
    NodeList nodes = page.getElementsByTagName(element);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      texts.add(nodes.item(i).getTextContent());
    }
    return texts;
  }

  /** Answers are put into JSON without a look at control characters. */
  @Test
  void isOneLine() {
    for (byte octet : html) {
      assertThat(octet < 0 || octet >= ' ').isTrue();
    }
  }

  @Test
  void runsNothingAndLoadsNothing() {
    assertThat(texts("script")).isEmpty();
    assertThat(texts("link")).isEmpty();
    assertThat(texts("img")).isEmpty();
    assertThat(texts("a")).containsExactly("openapi.json");
  }

  @Test
  void hasEveryPathWithItsMethods() {
    assertThat(texts("td"))
        .containsSubsequence("GET, HEAD /openapi.json", "This description")
        .containsAll(
            Arrays.stream(Operation.values())
                .map(o -> String.join(", ", o.methods()) + " " + o.path().text())
                .toList());
  }

  @Test
  void hasEveryStatusHeaderAndLimit() {
    assertThat(texts("td"))
        .containsAll(Arrays.stream(ApiStatus.values()).map(s -> "" + s.code()).toList())
        .containsAll(Arrays.stream(AnswerHeader.values()).map(AnswerHeader::header).toList())
        .contains("10,000", "1,048,576 bytes", "6,000,000 bytes", "500,000 scores");
  }

  /** As a shell reads them: {@code curl … -d '…'}, with bodies as they are described. */
  @Test
  void hasCallsToCopyInEveryProtocol() {
    DescribedApi api = new DescribedApi(MODELS);
    Pattern call =
        Pattern.compile("curl -s \"\\$API(/\\S+)\" \\\\\\n  -H '[^']+' \\\\\\n  -d '([^']+)'");
    List<String> called = new ArrayList<>();
    for (String code : texts("pre")) {
      Matcher matcher = call.matcher(code);
      if (matcher.matches()) {
        String path = matcher.group(1).replace("iris", "{model}");
        called.add(path);
        assertThat(
                api.problem(
                    api.at("paths", path, "post", "requestBody", "content", "application/json"),
                    matcher.group(2)))
            .isEmpty();
      }
    }
    assertThat(called)
        .containsExactly(
            "/models/{model}/predict",
            "/models/{model}/predict",
            "/v1/models/{model}:predict",
            "/v1/models/{model}:predict",
            "/v2/models/{model}/infer",
            "/v2/models/{model}/infer");
  }

  @Test
  void escapesWhatHtmlWouldRead() {
    assertThat(new HtmlPage("a<b").paragraph("1 < 2 & `\"{a}/x\"`").code("a\n<b>").toString())
        .contains(
            "<h1>a&lt;b</h1><p>1 &lt; 2 &amp; <code>&quot;{a}<wbr/>/x&quot;</code></p>"
                + "<pre><code>a&#10;&lt;b&gt;</code></pre>");
  }
}
