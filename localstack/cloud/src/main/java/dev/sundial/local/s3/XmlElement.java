package dev.sundial.local.s3;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * An element of a document; namespaces and attributes do not matter here.
 *
 * @param verbatim the text as it stands, without that of children
 */
record XmlElement(String name, String verbatim, List<XmlElement> children) {

  XmlElement {
    children = List.copyOf(children);
  }

  /** Reads a document; one with a DTD is refused as malformed, since nobody needs its entities. */
  static XmlElement parse(byte[] document) {
    try {
      XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
      factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
      factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
      XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(document));
      while (reader.next() != XMLStreamConstants.START_ELEMENT) {
        if (reader.getEventType() == XMLStreamConstants.DTD) {
          throw S3Errors.malformedXml();
        }
      }
      return element(reader);
    } catch (XMLStreamException e) {
      throw S3Errors.malformedXml();
    }
  }

  private static XmlElement element(XMLStreamReader reader) throws XMLStreamException {
    String name = reader.getLocalName();
    var text = new StringBuilder();
    List<XmlElement> children = new ArrayList<>();
    for (int event = reader.next();
        event != XMLStreamConstants.END_ELEMENT;
        event = reader.next()) {
      if (event == XMLStreamConstants.START_ELEMENT) {
        children.add(element(reader));
      } else if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
        text.append(reader.getText());
      }
    }
    return new XmlElement(name, text.toString(), children);
  }

  /** The text without spaces around it. */
  String text() {
    return verbatim.strip();
  }

  List<XmlElement> children(String child) {
    return children.stream().filter(element -> element.name.equals(child)).toList();
  }

  Optional<XmlElement> child(String child) {
    return children(child).stream().findFirst();
  }

  /** The text of a child as it stands, empty when there is none. */
  String verbatim(String child) {
    return child(child).map(XmlElement::verbatim).orElse("");
  }

  /** The text of a child, empty when there is none. */
  String text(String child) {
    return child(child).map(XmlElement::text).orElse("");
  }
}
