package dev.sundial.authorizer;

import dev.sundial.json.InvalidDocumentException;
import dev.sundial.json.JsonReader;
import dev.sundial.json.Value;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The keys an issuer publishes for its signatures; at least one. */
record KeySet(List<VerificationKey> keys) {
  /** More are not looked at. */
  private static final int MOST = 100;

  KeySet {
    keys = List.copyOf(keys);
  }

  /**
   * Reads a JWK set. Keys that are for something else, or not understood, are passed over.
   *
   * @throws IOException when it is none, or holds no key for signatures
   * @see <a href="https://www.rfc-editor.org/rfc/rfc7517#section-5">RFC 7517, section 5</a>
   */
  static KeySet parse(byte[] json) throws IOException {
    Value document;
    try {
      document = JsonReader.read("the key set", json);
    } catch (InvalidDocumentException e) {
      throw new IOException("the key set is not strict JSON");
    }
    if (!(document instanceof Value.Fields set)
        || !(set.fields().get("keys") instanceof Value.Items items)) {
      throw new IOException("the key set has no list of keys");
    }
    List<VerificationKey> keys =
        items.items().stream()
            .limit(MOST)
            .filter(Value.Fields.class::isInstance)
            .flatMap(key -> VerificationKey.of(new Members(((Value.Fields) key).fields())).stream())
            .toList();
    if (keys.isEmpty()) {
      throw new IOException("the key set holds no key that signatures can be verified by");
    }
    return new KeySet(keys);
  }

  /**
   * The keys that a token may be signed with. One that names no key may only be signed with the one
   * key that fits its algorithm.
   */
  List<VerificationKey> candidates(SignatureAlgorithm algorithm, Optional<String> id) {
    List<VerificationKey> fitting = keys.stream().filter(key -> key.fits(algorithm)).toList();
    if (id.isEmpty()) {
      return fitting.size() == 1 ? fitting : List.of();
    }
    return fitting.stream().filter(key -> key.id().equals(id)).toList();
  }
}
