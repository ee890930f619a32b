package dev.sundial.prediction;

import com.fasterxml.jackson.core.JsonParser;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Walks through the JSON of an event and touches little of it: most of its 3 KB are of no interest,
 * and a parser that tokenises them takes longer than all the rest of a prediction. Lambda takes no
 * event that is not JSON, so what is skipped is not checked; a nested value costs no stack.
 */
final class EventCursor {
  private final byte[] json;
  private int at;
  private int nameFrom;
  private int nameTo;

  EventCursor(byte[] json) {
    this.json = json;
  }

  /** Enters an object, or stays before a value that is none. */
  boolean object() throws IOException {
    return enter('{');
  }

  /** Enters a list, or stays before a value that is none. */
  boolean list() throws IOException {
    return enter('[');
  }

  /** Moves before the value of the next field; false behind the object's end. */
  boolean field() throws IOException {
    if (!item('}')) {
      return false;
    }
    require('"');
    nameFrom = at;
    skipText();
    nameTo = at - 1;
    blank();
    require(':');
    return true;
  }

  /** Moves before the next item of a list; false behind its end. */
  boolean item() throws IOException {
    return item(']');
  }

  /** Whether the field has this name, of ASCII. */
  boolean named(String name) {
    if (name.length() != nameTo - nameFrom) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      if (json[nameFrom + i] != name.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Whether the field has this name, of lower-case ASCII letters and hyphens, in any case. */
  boolean namedLike(String name) {
    if (name.length() != nameTo - nameFrom) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      int letter = json[nameFrom + i];
      if ((letter >= 'A' && letter <= 'Z' ? letter + 32 : letter) != name.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  boolean isText() throws IOException {
    blank();
    return peek() == '"';
  }

  boolean isTrue() throws IOException {
    blank();
    return peek() == 't';
  }

  /** Reads a text. */
  String text() throws IOException {
    blank();
    int quote = at;
    require('"');
    boolean plain = skipText();
    int length = at - 1 - quote - 1;
    if (plain) {
      return new String(json, quote + 1, length, StandardCharsets.UTF_8);
    }
    byte[] text = new byte[length];
    int size = 0;
    for (int i = quote + 1; i < at - 1; i++) {
      byte octet = json[i];
      if (octet == '\\') {
        octet = escaped(json[++i]);
        if (octet == 0) {
          return parsed(quote);
        }
      }
      text[size++] = octet;
    }
    return new String(text, 0, size, StandardCharsets.UTF_8);
  }

  /** Moves behind a value. */
  void skip() throws IOException {
    blank();
    int depth = 0;
    do {
      switch (peek()) {
        case '"' -> {
          at++;
          skipText();
        }
        case '{', '[' -> {
          at++;
          depth++;
        }
        case '}', ']' -> {
          if (depth == 0) {
            throw new EOFException("a value is missing");
          }
          at++;
          depth--;
        }
        default -> skipOther();
      }
    } while (depth > 0);
  }

  /** Numbers, literals, and between values in a container whatever parts them. */
  private void skipOther() throws IOException {
    at++;
    while (at < json.length) {
      switch (json[at]) {
        case ',', '}', ']', '{', '[', '"' -> {
          return;
        }
        default -> at++;
      }
    }
  }

  private boolean enter(char open) throws IOException {
    blank();
    if (peek() != open) {
      return false;
    }
    at++;
    return true;
  }

  private boolean item(char close) throws IOException {
    blank();
    if (peek() == ',') {
      at++;
      blank();
    }
    if (peek() == close) {
      at++;
      return false;
    }
    return true;
  }

  /** Moves behind the quote that ends a text; false when it has escapes. */
  private boolean skipText() throws IOException {
    boolean plain = true;
    while (at < json.length) {
      byte octet = json[at++];
      if (octet == '"') {
        return plain;
      }
      if (octet == '\\') {
        plain = false;
        at++;
      }
    }
    throw new EOFException("a text does not end");
  }

  /** What a backslash and this letter stand for; 0 for a longer escape, or none. */
  private static byte escaped(byte letter) {
    return switch (letter) {
      case '"', '\\', '/' -> letter;
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      case 'b' -> '\b';
      case 'f' -> '\f';
      default -> 0;
    };
  }

  private String parsed(int quote) throws IOException {
    try (JsonParser parser = StrictJson.FACTORY.createParser(json, quote, at - quote)) {
      parser.nextToken();
      return parser.getText();
    }
  }

  private void blank() {
    while (at < json.length && json[at] <= ' ' && json[at] >= 0) {
      at++;
    }
  }

  private byte peek() throws IOException {
    if (at >= json.length) {
      throw new EOFException("the event ends too early");
    }
    return json[at];
  }

  private void require(char expected) throws IOException {
    if (peek() != expected) {
      throw new IOException("expected " + expected + " at " + at);
    }
    at++;
  }
}
