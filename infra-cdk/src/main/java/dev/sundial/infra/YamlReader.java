package dev.sundial.infra;

import dev.sundial.json.InvalidDocumentException;
import dev.sundial.json.Problem;
import dev.sundial.json.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.CoreScalarResolver;

/**
 * Reads one YAML 1.2 document (core schema) into located values. Refused by line: duplicate keys,
 * keys that are not text, anchors and aliases, tags, merge keys, a second document, numbers that
 * are not finite, more than 1 MiB, more than 32 levels.
 */
final class YamlReader {
  static final int MAX_BYTES = 1024 * 1024;
  static final int MAX_DEPTH = 32;

  /** Beyond any double; a number written like this is a slip, and expensive to write out. */
  private static final int MAX_SCALE = 400;

  private static final CoreScalarResolver RESOLVER = new CoreScalarResolver(true);

  private final String source;
  private final Iterator<Event> events;
  private final List<Problem> problems = new ArrayList<>();

  private YamlReader(String source, Iterator<Event> events) {
    this.source = source;
    this.events = events;
  }

  /**
   * @param source the file's name, for messages
   * @throws InvalidDocumentException naming line and path of every problem
   */
  static Value read(String source, byte[] yaml) {
    Value.Place file = new Value.Place(source, 0, "");
    if (yaml.length > MAX_BYTES) {
      throw InvalidDocumentException.at(file, "is longer than " + MAX_BYTES + " bytes");
    }
    try {
      LoadSettings settings = LoadSettings.builder().setLabel(source).setUseMarks(true).build();
      return new YamlReader(source, new Parse(settings).parseString(text(yaml)).iterator())
          .document();
    } catch (CharacterCodingException e) {
      throw InvalidDocumentException.at(file, "is not UTF-8");
    } catch (MarkedYamlEngineException e) {
      throw InvalidDocumentException.at(
          new Value.Place(source, line(e.getProblemMark()), ""), "is not YAML: " + e.getProblem());
    } catch (YamlEngineException e) {
      throw InvalidDocumentException.at(file, "is not YAML: " + e.getMessage());
    }
  }

  private static String text(byte[] yaml) throws CharacterCodingException {
    String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(yaml)).toString();
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private Value document() {
    Value.Place root = new Value.Place(source, 1, "");
    events.next(); // the stream's start
    if (events.next().getEventId() == Event.ID.StreamEnd) {
      throw InvalidDocumentException.at(root, "is empty");
    }
    Value value = value(events.next(), root, 1);
    events.next(); // the document's end
    Event after = events.next();
    if (after.getEventId() != Event.ID.StreamEnd) {
      problems.add(
          new Problem(
              new Value.Place(source, line(after.getStartMark()), ""),
              "a second document begins here; one file holds one"));
    }
    if (!problems.isEmpty()) {
      throw new InvalidDocumentException(problems);
    }
    return value;
  }

  private Value value(Event event, Value.Place at, int depth) {
    if (depth > MAX_DEPTH) {
      throw InvalidDocumentException.at(at, "is deeper than " + MAX_DEPTH + " levels");
    }
    if (event instanceof NodeEvent node) {
      refuseSharing(node, at);
    }
    return switch (event) {
      case ScalarEvent scalar -> scalar(scalar, at);
      case MappingStartEvent start -> fields(at, depth);
      case SequenceStartEvent start -> items(at, depth);
      case AliasEvent alias -> new Value.Nothing(at);
      default -> throw new IllegalStateException("unexpected " + event);
    };
  }

  private void refuseSharing(NodeEvent node, Value.Place at) {
    Optional<Anchor> anchor = node.getAnchor();
    if (node instanceof AliasEvent) {
      refuse(at, "is an alias; write the value itself");
    } else if (anchor.isPresent()) {
      refuse(at, "has the anchor &" + anchor.get().getValue() + "; anchors are not read");
    }
    Optional<String> tag =
        switch (node) {
          case ScalarEvent scalar -> scalar.getTag();
          case CollectionStartEvent start -> start.getTag();
          default -> Optional.empty();
        };
    tag.ifPresent(t -> refuse(at, "has the tag " + t + "; tags are not read"));
  }

  private Value fields(Value.Place at, int depth) {
    Map<String, Value> fields = new LinkedHashMap<>();
    for (Event key = events.next(); key.getEventId() != Event.ID.MappingEnd; key = events.next()) {
      int line = line(key.getStartMark());
      String name = name(key, at, line, depth);
      Value.Place child = at.child(name, line);
      Value value = value(events.next(), child, depth + 1);
      if (fields.putIfAbsent(name, value) != null) {
        refuse(child, "is there twice");
      }
    }
    return new Value.Fields(at, fields);
  }

  private String name(Event key, Value.Place at, int line, int depth) {
    if (!(key instanceof ScalarEvent scalar)) {
      Value.Place place = new Value.Place(source, line, at.path());
      value(key, place, depth + 1);
      refuse(place, "has a key that is not a text");
      return "?";
    }
    Value.Place place = at.child(scalar.getValue(), line);
    refuseSharing(scalar, place);
    Tag tag = tag(scalar);
    if (tag.equals(Tag.MERGE)) {
      refuse(place, "is a merge key; write the fields themselves");
    } else if (!tag.equals(Tag.STR)) {
      refuse(place, "is a key that is not a text; put it in quotes");
    }
    return scalar.getValue();
  }

  private Value items(Value.Place at, int depth) {
    List<Value> items = new ArrayList<>();
    for (Event item = events.next();
        item.getEventId() != Event.ID.SequenceEnd;
        item = events.next()) {
      items.add(value(item, at.element(items.size(), line(item.getStartMark())), depth + 1));
    }
    return new Value.Items(at, items);
  }

  private Value scalar(ScalarEvent scalar, Value.Place at) {
    String text = scalar.getValue();
    Tag tag = tag(scalar);
    if (tag.equals(Tag.NULL)) {
      return new Value.Nothing(at);
    }
    if (tag.equals(Tag.BOOL)) {
      return new Value.Truth(at, text.equalsIgnoreCase("true"));
    }
    if (tag.equals(Tag.INT) || tag.equals(Tag.FLOAT)) {
      return number(text, at);
    }
    return new Value.Text(at, text);
  }

  private Value number(String text, Value.Place at) {
    try {
      BigDecimal number =
          text.startsWith("0x")
              ? new BigDecimal(new BigInteger(text.substring(2), 16))
              : text.startsWith("0o")
                  ? new BigDecimal(new BigInteger(text.substring(2), 8))
                  : new BigDecimal(text);
      if (Math.abs((long) number.scale()) <= MAX_SCALE && number.precision() <= MAX_SCALE) {
        return new Value.Number(at, number);
      }
    } catch (NumberFormatException e) {
      // .inf, .nan and exponents no number has: refused below
    }
    refuse(at, "must be a finite number of reasonable size, was " + text);
    return new Value.Number(at, BigDecimal.ZERO);
  }

  private static Tag tag(ScalarEvent scalar) {
    return RESOLVER.resolve(scalar.getValue(), scalar.isPlain());
  }

  private void refuse(Value.Place at, String message) {
    problems.add(new Problem(at, message));
  }

  private static int line(Optional<Mark> mark) {
    return mark.map(m -> m.getLine() + 1).orElse(0);
  }
}
