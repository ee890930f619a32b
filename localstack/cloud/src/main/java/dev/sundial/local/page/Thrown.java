package dev.sundial.local.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * What a function threw, read from the error that Lambda hands on.
 *
 * @param type such as {@code dev.sundial.training.TrainingInProgress}; may be empty
 * @param message the whole error when it is not of Lambda's form
 * @param stack its frames, without {@code at}; may be empty
 */
record Thrown(String type, String message, List<String> stack) {

  static Thrown parse(String error) {
    try {
      JsonNode json = Pages.MAPPER.readTree(error);
      if (json.path("errorMessage").isTextual() || json.path("errorType").isTextual()) {
        List<String> stack = new ArrayList<>();
        json.path("stackTrace").forEach(frame -> stack.add(frame.asText()));
        return new Thrown(
            json.path("errorType").asText(""), json.path("errorMessage").asText(""), stack);
      }
    } catch (JsonProcessingException e) {
      // Not of that form: told as it is.
    }
    return new Thrown("", error, List.of());
  }

  /** Type, without its package, and message. */
  String line() {
    String name = type.substring(type.lastIndexOf('.') + 1);
    return name.isEmpty() ? message : message.isEmpty() ? name : name + ": " + message;
  }

  /** As Java prints it. */
  String text() {
    StringBuilder text = new StringBuilder(type);
    text.append(type.isEmpty() || message.isEmpty() ? "" : ": ").append(message);
    stack.forEach(frame -> text.append("\n    at ").append(frame));
    return text.toString();
  }
}
