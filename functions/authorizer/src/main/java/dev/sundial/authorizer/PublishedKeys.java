package dev.sundial.authorizer;

import dev.sundial.auth.KeyAddress;
import dev.sundial.auth.TokenRules;
import dev.sundial.json.InvalidDocumentException;
import dev.sundial.json.JsonReader;
import dev.sundial.json.Value;
import java.io.IOException;

/** Where an issuer publishes its keys: as the rules say, or as it describes itself. */
record PublishedKeys(TokenRules rules, Documents documents) implements IssuerKeys.Source {
  private static final int DESCRIPTION_BYTES = 64 * 1024;
  private static final int KEY_SET_BYTES = 256 * 1024;

  /** Reads what is published. */
  @FunctionalInterface
  interface Documents {
    /**
     * @param mostBytes a longer document is refused
     */
    byte[] read(KeyAddress from, int mostBytes) throws IOException;
  }

  @Override
  public KeySet read() throws IOException {
    KeyAddress from = rules.jwksUri().isPresent() ? rules.jwksUri().get() : described();
    return KeySet.parse(documents.read(from, KEY_SET_BYTES));
  }

  private KeyAddress described() throws IOException {
    KeyAddress issuer = rules.issuerAddress();
    byte[] json = documents.read(issuer.discovery(), DESCRIPTION_BYTES);
    try {
      if (JsonReader.read("the description", json) instanceof Value.Fields description
          && description.fields().get("issuer") instanceof Value.Text named
          && description.fields().get("jwks_uri") instanceof Value.Text uri) {
        if (!named.text().equals(rules.issuer())) {
          throw new IOException("the issuer's description is of another issuer");
        }
        KeyAddress address = KeyAddress.parse(uri.text());
        // Else a stranger's address could point to what listens in this very environment.
        if (address.isHttps() || !issuer.isHttps()) {
          return address;
        }
      }
    } catch (InvalidDocumentException | IllegalArgumentException e) {
      throw new IOException("the issuer's description cannot be used");
    }
    throw new IOException("the issuer's description names no jwks_uri of https");
  }
}
