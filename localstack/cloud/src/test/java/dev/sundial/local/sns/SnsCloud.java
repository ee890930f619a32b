package dev.sundial.local.sns;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sundial.local.delivery.Functions;
import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.inbox.MailInbox;
import dev.sundial.local.sqs.PeekedMessage;
import dev.sundial.local.sqs.Queues;
import dev.sundial.local.stack.Assets;
import dev.sundial.local.stack.Deployment;
import dev.sundial.local.stack.Properties;
import dev.sundial.local.state.StateStore;
import dev.sundial.local.testing.VirtualTime;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** SNS with its neighbours on one store. */
final class SnsCloud {
  static final String QUEUE = "arn:aws:sqs:us-east-1:000000000000:";
  static final String TOPIC = "arn:aws:sns:us-east-1:000000000000:";
  static final String FUNCTION = "arn:aws:lambda:us-east-1:000000000000:function:slack";
  static final Deployment DEPLOYMENT =
      new Deployment("app", "Resource", 1, new Assets(Map.of()), false);

  private static final ObjectMapper MAPPER = new ObjectMapper();

  final VirtualTime time;
  final Topics topics;
  final Queues queues;
  final MailInbox mail;
  final List<String> forbidden = new CopyOnWriteArrayList<>();
  final Sns sns;

  SnsCloud(VirtualTime time, StateStore store, Functions functions) {
    this.time = time;
    topics = new Topics(store, time.clock());
    queues = new Queues(store, time.clock(), URI.create("http://127.0.0.1:4566"));
    mail = new MailInbox(store);
    sns =
        new Sns(
            store,
            time.timeline(),
            topics,
            functions,
            queues,
            mail,
            (source, action, resource) -> {
              if (forbidden.contains(resource)) {
                throw new AwsError(403, "AccessDeniedException", "no " + action);
              }
            },
            URI.create("http://127.0.0.1:4566"));
  }

  /** Bodies in a queue, when nothing is on its way. */
  List<String> bodies(String queue) throws InterruptedException {
    time.timeline().activity().awaitQuiet();
    return queues.peek(queue, 10).stream().map(PeekedMessage::body).toList();
  }

  /** JSON that may be written with single quotes. */
  static JsonNode json(String text) {
    try {
      return MAPPER.readTree(text.replace('\'', '"'));
    } catch (java.io.IOException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  static Properties properties(String json) {
    return new Properties("R", (ObjectNode) json(json));
  }
}
