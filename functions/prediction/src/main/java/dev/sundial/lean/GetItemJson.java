package dev.sundial.lean;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.sundial.json.JsonReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;

/** GetItem in DynamoDB's JSON: keys of texts out, attributes of any type but binary in. */
final class GetItemJson {

  private GetItemJson() {}

  static byte[] write(GetItemRequest request) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(256);
    try (JsonGenerator json = JsonReader.FACTORY.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("TableName", request.tableName());
      json.writeObjectFieldStart("Key");
      for (Map.Entry<String, AttributeValue> part : request.key().entrySet()) {
        json.writeObjectFieldStart(part.getKey());
        json.writeStringField("S", part.getValue().s());
        json.writeEndObject();
      }
      json.writeEndObject();
      json.writeBooleanField("ConsistentRead", Boolean.TRUE.equals(request.consistentRead()));
      json.writeEndObject();
    }
    return out.toByteArray();
  }

  static GetItemResponse read(byte[] body) throws IOException {
    GetItemResponse.Builder response = GetItemResponse.builder();
    try (JsonParser json = JsonReader.FACTORY.createParser(body)) {
      expect(json, json.nextToken(), JsonToken.START_OBJECT);
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        boolean item = json.currentName().equals("Item");
        JsonToken token = json.nextToken();
        if (item) {
          expect(json, token, JsonToken.START_OBJECT);
          response.item(attributes(json));
        } else {
          json.skipChildren();
        }
      }
    }
    return response.build();
  }

  private static Map<String, AttributeValue> attributes(JsonParser json) throws IOException {
    Map<String, AttributeValue> attributes = new HashMap<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      expect(json, json.nextToken(), JsonToken.START_OBJECT);
      attributes.put(name, attribute(json));
    }
    return attributes;
  }

  /** The one field of an attribute value, its type, up to its closing brace. */
  private static AttributeValue attribute(JsonParser json) throws IOException {
    expect(json, json.nextToken(), JsonToken.FIELD_NAME);
    String type = json.currentName();
    json.nextToken();
    AttributeValue value =
        switch (type) {
          case "S" -> AttributeValue.fromS(json.getText());
          case "N" -> AttributeValue.fromN(json.getText());
          case "BOOL" -> AttributeValue.fromBool(json.getBooleanValue());
          case "NULL" -> AttributeValue.fromNul(json.getBooleanValue());
          case "SS" -> AttributeValue.fromSs(texts(json));
          case "NS" -> AttributeValue.fromNs(texts(json));
          case "M" -> AttributeValue.fromM(attributes(json));
          case "L" -> AttributeValue.fromL(list(json));
          default -> throw new JsonParseException(json, "unexpected attribute type " + type);
        };
    expect(json, json.nextToken(), JsonToken.END_OBJECT);
    return value;
  }

  private static List<String> texts(JsonParser json) throws IOException {
    List<String> texts = new ArrayList<>();
    while (json.nextToken() == JsonToken.VALUE_STRING) {
      texts.add(json.getText());
    }
    return texts;
  }

  private static List<AttributeValue> list(JsonParser json) throws IOException {
    List<AttributeValue> list = new ArrayList<>();
    while (json.nextToken() == JsonToken.START_OBJECT) {
      list.add(attribute(json));
    }
    return list;
  }

  private static void expect(JsonParser json, JsonToken token, JsonToken expected)
      throws IOException {
    if (token != expected) {
      throw new JsonParseException(json, "expected " + expected + ", found " + token);
    }
  }
}
