package dev.sundial.local.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sundial.local.endpoint.AwsError;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes are made by hand from RFC 8949. */
final class CborTest {
  private static ObjectNode parse(String hex) {
    return Cbor.parse(HexFormat.of().parseHex(hex.replace(" ", "")));
  }

  @Test
  void readsTextsNumbersListsAndTimestamps() {
    ObjectNode input =
        parse(
            "A4 61 61 63 61 62 63 61 62 18 2A 61 63 82 F9 3E 00 FB 40 04 00 00 00 00 00 00"
                + " 61 74 C1 FB 41 DA C0 15 E0 00 00 00");
    assertThat(input.get("a").asText()).isEqualTo("abc");
    assertThat(input.get("b").asInt()).isEqualTo(42);
    assertThat(input.get("c").get(0).asDouble()).isEqualTo(1.5);
    assertThat(input.get("c").get(1).asDouble()).isEqualTo(2.5);
    assertThat(Times.read(input, "t")).isEqualTo(Optional.of(Instant.ofEpochSecond(1_795_184_512)));
  }

  @Test
  void readsMapsAndListsOfUnknownLength() {
    ObjectNode input = parse("BF 61 61 9F 01 02 FF FF");
    assertThat(input.get("a")).hasSize(2);
    assertThat(parse("")).isEmpty();
  }

  @Test
  void writesTimestampsUnderTheirTagAndRealNumbersAsDoubles() {
    ObjectNode output = Trees.object();
    output.set("t", Times.of(Instant.ofEpochMilli(1500)));
    output.put("v", 2.5);
    output.put("s", "x");
    assertThat(HexFormat.of().withUpperCase().formatHex(Cbor.bytes(output)))
        .isEqualTo("A3" + "6174C1FB3FF8000000000000" + "6176FB4004000000000000" + "61736178");
  }

  @ParameterizedTest
  @ValueSource(strings = {"FF", "A1", "A161", "82 01 02", "A0 A0", "A1 61 61 1C", "BF 61 61 9F"})
  void refusesWhatIsNoMap(String hex) {
    assertThatThrownBy(() -> parse(hex))
        .isInstanceOf(AwsError.class)
        .satisfies(e -> assertThat(((AwsError) e).code()).isEqualTo("SerializationException"));
  }
}
