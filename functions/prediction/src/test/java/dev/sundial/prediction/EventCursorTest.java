package dev.sundial.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sundial.json.JsonReader;
import dev.sundial.json.JsonWriter;
import dev.sundial.json.Value;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventCursorTest {
  private static final List<String> TEXTS =
      List.of(
          "",
          "plain",
          "\"quoted\"",
          "back\\slash",
          "\\",
          "é 💥",
          "\n\t\r\b\f/",
          "}],:{[",
          "\u0001",
          "\u2028",
          "a\"",
          "\\\"");

  private final Random random = new Random(5);

  @Test
  void readsTheSameAsAStrictParserWhateverSurroundsIt() throws Refusal {
    for (int i = 0; i < 5_000; i++) {
      String method = text();
      String path = text();
      String body = text();
      Map<String, Object> event = new LinkedHashMap<>();
      List<String> names = new ArrayList<>(List.of("httpMethod", "path", "body", "x", "y", "z"));
      Collections.shuffle(names, random);
      for (String name : names) {
        event.put(
            name,
            switch (name) {
              case "httpMethod" -> method;
              case "path" -> path;
              case "body" -> body;
              default -> value(4);
            });
      }
      String json = spaced(JsonWriter.write(event));
      assertThat(JsonReader.read("event", json)).isInstanceOf(Value.Fields.class);
      ApiRequest request =
          ApiRequest.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
      assertThat(request)
          .as(json)
          .isEqualTo(new ApiRequest(method, path, null, null, null, null, body, false, ""));
    }
  }

  @Test
  void readsEscapesByNumber() throws IOException {
    assertThat(cursor("\"a\\u00e9\\ud83d\\udca5\\/\"").text()).isEqualTo("aé💥/");
  }

  @Test
  void skipsNestingOfAnyDepthWithoutStack() throws IOException {
    EventCursor cursor = cursor("[".repeat(1_000_000) + "]".repeat(1_000_000) + "\"next\"");
    cursor.skip();
    assertThat(cursor.text()).isEqualTo("next");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "\"", "\"\\", "\"\\\"", "{", "[[", "{\"a\"", "{\"a\":", "}", "]"})
  void endsWithAnExceptionWhereTheEventDoes(String json) {
    assertThatExceptionOfType(IOException.class).isThrownBy(() -> cursor(json).skip());
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"\\q\"", "\"\\u12\"", "\"\\uzzzz\""})
  void refusesEscapesThatAreNone(String json) {
    assertThatExceptionOfType(IOException.class).isThrownBy(() -> cursor(json).text());
  }

  private static EventCursor cursor(String json) {
    return new EventCursor(json.getBytes(StandardCharsets.UTF_8));
  }

  private String text() {
    return TEXTS.get(random.nextInt(TEXTS.size())) + TEXTS.get(random.nextInt(TEXTS.size()));
  }

  private Object value(int depth) {
    return switch (random.nextInt(depth > 0 ? 7 : 4)) {
      case 0 -> text();
      case 1 -> random.nextInt() / 1e3;
      case 2 -> random.nextBoolean();
      case 3 -> random.nextLong();
      case 4 -> List.of();
      case 5 -> List.of(value(depth - 1), value(depth - 1));
      default -> {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("body", value(depth - 1));
        fields.put(text(), value(depth - 1));
        yield fields;
      }
    };
  }

  /** Blanks wherever JSON allows them: outside of texts. */
  private String spaced(String json) {
    StringBuilder out = new StringBuilder();
    boolean inText = false;
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      if (inText && c == '\\') {
        out.append(c).append(json.charAt(++i));
        continue;
      }
      inText ^= c == '"';
      out.append(c);
      if (!inText && "{}[],:".indexOf(c) >= 0) {
        out.append(" \n\t".repeat(random.nextInt(2)));
      }
    }
    return out.toString();
  }
}
