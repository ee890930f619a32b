package dev.sundial.cli;

import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads a stack's outputs: CloudFormation's {@code DescribeStacks}, the one operation of it that is
 * needed here.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeStacks.html">DescribeStacks</a>
 */
record StackOutputs(URI endpoint, SignedHttp http) {
  private static final String FORM = "application/x-www-form-urlencoded; charset=utf-8";

  /**
   * @throws VerbFailed when CloudFormation refuses, as it does when there is no such stack
   * @throws IOException when nobody answers
   */
  Map<String, String> of(String stack) throws IOException {
    String form =
        "Action=DescribeStacks&Version=2010-05-15&StackName="
            + URLEncoder.encode(stack, StandardCharsets.UTF_8);
    SignedHttp.Answer answer = http.post("cloudformation", endpoint.resolve("/"), FORM, form);
    return read(answer.body(), answer.head().isSuccessful());
  }

  private static Map<String, String> read(String xml, boolean success) throws IOException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    Map<String, String> outputs = new LinkedHashMap<>();
    String key = "";
    try {
      XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(xml));
      while (reader.hasNext()) {
        if (reader.next() == XMLStreamReader.START_ELEMENT) {
          switch (reader.getLocalName()) {
            case "OutputKey" -> key = reader.getElementText();
            case "OutputValue" -> outputs.put(key, reader.getElementText());
            case "Message" -> {
              if (!success) {
                throw new VerbFailed("the stage is not deployed: " + reader.getElementText());
              }
            }
            default -> {
              // The rest of the answer is not needed.
            }
          }
        }
      }
    } catch (XMLStreamException e) {
      throw new IOException("CloudFormation did not answer in XML: " + e.getMessage(), e);
    }
    if (!success) {
      throw new IOException("CloudFormation refused without saying why");
    }
    return outputs;
  }
}
