package dev.sundial.local.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** An XML document being written. */
public final class XmlText {
  private final StringWriter text = new StringWriter();
  private final XMLStreamWriter writer;

  public XmlText() {
    try {
      writer = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
      writer.writeStartDocument("UTF-8", "1.0");
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
  }

  public void open(String element) {
    run(() -> writer.writeStartElement(element));
  }

  public void open(String element, String namespace) {
    run(
        () -> {
          writer.writeStartElement(element);
          writer.writeDefaultNamespace(namespace);
        });
  }

  public void close() {
    run(writer::writeEndElement);
  }

  public void element(String name, String value) {
    run(
        () -> {
          writer.writeStartElement(name);
          writer.writeCharacters(printable(value));
          writer.writeEndElement();
        });
  }

  /**
   * The members of an object as elements; lists as {@code <member>} elements, or repeated without a
   * wrapper when the name ends in {@code []}; maps as {@code <entry>} elements.
   */
  public void members(JsonNode object) {
    object.properties().forEach(entry -> node(entry.getKey(), entry.getValue()));
  }

  private void node(String name, JsonNode value) {
    if (value.isNull()) {
      return;
    }
    if (value.isArray() && name.endsWith("[]")) {
      value.forEach(item -> node(name.substring(0, name.length() - 2), item));
    } else if (value.isArray()) {
      open(name);
      value.forEach(item -> node("member", item));
      close();
    } else if (value instanceof MapTree map) {
      open(name);
      map.properties().forEach(entry -> entry(entry.getKey(), entry.getValue()));
      close();
    } else if (value.isObject()) {
      open(name);
      members(value);
      close();
    } else {
      element(name, value.asText());
    }
  }

  private void entry(String key, JsonNode value) {
    open("entry");
    element("key", key);
    node("value", value);
    close();
  }

  public byte[] bytes() {
    run(writer::writeEndDocument);
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** XML 1.0 has no way to write most control characters. */
  private static String printable(String value) {
    return value.replaceAll("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F]", "\uFFFD");
  }

  @FunctionalInterface
  private interface Step {
    void run() throws XMLStreamException;
  }

  private static void run(Step step) {
    try {
      step.run();
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
  }
}
