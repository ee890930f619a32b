package dev.sundial.local.wire;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A map of a model, whose keys are data. JSON and CBOR write it as any object; XML writes entries
 * with a key and a value, since its elements are named by the model.
 *
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-query-protocol.html">AWS query protocol</a>
 */
final class MapTree extends ObjectNode {
  private static final long serialVersionUID = 1L;

  MapTree() {
    super(JsonNodeFactory.instance);
  }
}
