package dev.sundial.local.sqs;

import dev.sundial.local.page.QueueSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The queues, as the local cloud's pages show them. */
public final class QueueView implements QueueSource {
  private final Queues queues;

  public QueueView(Queues queues) {
    this.queues = queues;
  }

  @Override
  public int depth(String queue) {
    return queues.depth(queue);
  }

  @Override
  public List<Message> oldest(String queue, int limit) {
    if (!queues.exists(queue)) {
      return List.of();
    }
    return queues.peek(queue, limit).stream()
        .map(
            message ->
                new Message(
                    message.id(), message.sent(), texts(message.attributes()), message.body()))
        .toList();
  }

  private static Map<String, String> texts(Map<String, MessageAttribute> attributes) {
    Map<String, String> texts = new TreeMap<>();
    attributes.forEach(
        (name, attribute) -> {
          String text = attribute.text();
          texts.put(name, text == null ? attribute.bytes().length + " bytes" : text);
        });
    return texts;
  }
}
