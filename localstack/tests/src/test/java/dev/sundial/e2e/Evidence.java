package dev.sundial.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sundial.naming.ResourceNames;
import java.util.List;
import software.amazon.awssdk.services.sqs.model.Message;

/** What functions leave where one can look for it. */
record Evidence(Cloud cloud) {

  /** The id of a function's newest invocation; empty when there was none. */
  String newestRequest(String function) {
    return cloud
        .page("invocations.json?limit=1&function=" + function)
        .at("/invocations/0/requestId")
        .asText();
  }

  /** Whether the newest invocation of a function has lines in its log, and one has these words. */
  boolean isLogged(String function, String words) {
    return hasLine(function, newestRequest(function)) && hasLine(function, words);
  }

  private boolean hasLine(String function, String words) {
    JsonNode page =
        cloud.page("logs.json?group=" + ResourceNames.logGroup(function) + "&filter=" + words);
    return !page.get("lines").isEmpty();
  }

  /** Empties a queue; the bodies of what was in it. */
  List<String> taken(String queue) {
    String url = cloud.clients().sqs.getQueueUrl(r -> r.queueName(queue)).queueUrl();
    List<Message> messages =
        cloud.clients().sqs.receiveMessage(r -> r.queueUrl(url).maxNumberOfMessages(10)).messages();
    messages.forEach(
        message ->
            cloud
                .clients()
                .sqs
                .deleteMessage(r -> r.queueUrl(url).receiptHandle(message.receiptHandle())));
    return messages.stream().map(Message::body).toList();
  }
}
