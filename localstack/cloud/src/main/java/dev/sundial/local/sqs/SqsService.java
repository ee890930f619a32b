package dev.sundial.local.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.endpoint.AwsRequest;
import dev.sundial.local.endpoint.AwsService;
import dev.sundial.local.wire.ModeledService;
import dev.sundial.local.wire.Operations;
import dev.sundial.local.wire.Trees;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** SQS as its clients see it. */
public final class SqsService {
  private static final String NAMESPACE = "http://queue.amazonaws.com/doc/2012-11-05/";
  private static final int MOST_ENTRIES = 10;
  private static final int MOST_BATCH_BYTES = 1_048_576;
  private static final Pattern ENTRY_ID = Pattern.compile("[A-Za-z0-9_-]{1,80}");
  private static final Set<String> SYSTEM_ATTRIBUTES =
      Set.of(
          "All",
          "SenderId",
          "SentTimestamp",
          "ApproximateReceiveCount",
          "ApproximateFirstReceiveTimestamp",
          "SequenceNumber",
          "MessageDeduplicationId",
          "MessageGroupId",
          "AWSTraceHeader",
          "DeadLetterQueueSourceArn");

  private final Queues queues;

  private SqsService(Queues queues) {
    this.queues = queues;
  }

  /** The service behind the endpoint. */
  public static AwsService of(Queues queues) {
    SqsService sqs = new SqsService(queues);
    return new ModeledService("sqs", NAMESPACE, SqsQuery.wrap(sqs.operations().table()))
        .withQueryCodes(SqsErrors.QUERY_CODES);
  }

  private Operations operations() {
    String url = "QueueUrl";
    return new Operations()
        .on("CreateQueue", this::create, "QueueName", "Attributes", "tags")
        .on("GetQueueUrl", this::url, "QueueName", "QueueOwnerAWSAccountId")
        .on("ListQueues", this::list, "QueueNamePrefix", "MaxResults", "NextToken")
        .on("DeleteQueue", this::delete, url)
        .on("PurgeQueue", this::purge, url)
        .on("GetQueueAttributes", this::attributes, url, "AttributeNames")
        .on("SetQueueAttributes", this::configure, url, "Attributes")
        .on("ListQueueTags", this::tags, url)
        .on("TagQueue", this::tag, url, "Tags")
        .on("UntagQueue", this::untag, url, "TagKeys")
        .on("ListDeadLetterSourceQueues", this::sources, url)
        .on(
            "SendMessage",
            this::send,
            url,
            "MessageBody",
            "DelaySeconds",
            "MessageAttributes",
            "MessageSystemAttributes")
        .on("SendMessageBatch", this::sendBatch, url, "Entries")
        .on(
            "ReceiveMessage",
            this::receive,
            url,
            "AttributeNames",
            "MessageSystemAttributeNames",
            "MessageAttributeNames",
            "MaxNumberOfMessages",
            "VisibilityTimeout",
            "WaitTimeSeconds")
        .on("DeleteMessage", this::deleteMessage, url, "ReceiptHandle")
        .on("DeleteMessageBatch", this::deleteBatch, url, "Entries")
        .on("ChangeMessageVisibility", this::hide, url, "ReceiptHandle", "VisibilityTimeout")
        .on("ChangeMessageVisibilityBatch", this::hideBatch, url, "Entries")
        .refuse(
            "AddPermission",
            "RemovePermission",
            "StartMessageMoveTask",
            "CancelMessageMoveTask",
            "ListMessageMoveTasks");
  }

  private JsonNode create(ObjectNode input, AwsRequest request) {
    StoredQueue queue =
        queues.create(required(input, "QueueName"), map(input, "Attributes"), map(input, "tags"));
    return Trees.object().put("QueueUrl", queues.url(queue.name()));
  }

  private JsonNode url(ObjectNode input, AwsRequest request) {
    String name = required(input, "QueueName");
    String owner = Trees.text(input, "QueueOwnerAWSAccountId", "");
    if (!owner.isEmpty() && !queues.url(name).contains("/" + owner + "/")) {
      throw SqsErrors.noQueue();
    }
    return Trees.object().put("QueueUrl", queues.url(queues.get(name).name()));
  }

  private JsonNode list(ObjectNode input, AwsRequest request) {
    String prefix = Trees.text(input, "QueueNamePrefix", "");
    String after = Trees.text(input, "NextToken", "");
    int most = Trees.integer(input, "MaxResults", 1000);
    if (most < 1 || most > 1000) {
      throw SqsErrors.invalidValue(
          "MaxResults", Integer.toString(most), "Must be between 1 and 1000, if provided.");
    }
    List<String> names =
        queues.names().stream()
            .filter(name -> name.startsWith(prefix) && name.compareTo(after) > 0)
            .toList();
    ObjectNode output = Trees.object();
    if (!names.isEmpty()) {
      ArrayNode urls = output.putArray("QueueUrls");
      names.stream().limit(most).forEach(name -> urls.add(queues.url(name)));
    }
    if (names.size() > most) {
      output.put("NextToken", names.get(most - 1));
    }
    return output;
  }

  private @Nullable JsonNode delete(ObjectNode input, AwsRequest request) {
    queues.delete(queue(input).name());
    return null;
  }

  private @Nullable JsonNode purge(ObjectNode input, AwsRequest request) {
    queues.purge(queue(input));
    return null;
  }

  private JsonNode attributes(ObjectNode input, AwsRequest request) {
    Map<String, String> all = QueueAttributes.of(queue(input), queues);
    List<String> names = texts(input, "AttributeNames");
    ObjectNode attributes = Trees.object();
    for (String name : names) {
      if (!name.equals("All") && !QueueAttributes.isKnown(name)) {
        throw SqsErrors.attributeName(name);
      }
    }
    all.forEach(
        (name, value) -> {
          if (names.contains("All") || names.contains(name)) {
            attributes.put(name, value);
          }
        });
    ObjectNode output = Trees.object();
    if (!attributes.isEmpty()) {
      output.set("Attributes", attributes);
    }
    return output;
  }

  private @Nullable JsonNode configure(ObjectNode input, AwsRequest request) {
    queues.configure(queue(input).name(), map(input, "Attributes"));
    return null;
  }

  private JsonNode tags(ObjectNode input, AwsRequest request) {
    ObjectNode tags = Trees.object();
    queue(input).tags().forEach(tags::put);
    ObjectNode output = Trees.object();
    if (!tags.isEmpty()) {
      output.set("Tags", tags);
    }
    return output;
  }

  private @Nullable JsonNode tag(ObjectNode input, AwsRequest request) {
    StoredQueue queue = queue(input);
    Map<String, String> tags = new TreeMap<>(queue.tags());
    tags.putAll(map(input, "Tags"));
    queues.tag(queue.name(), tags);
    return null;
  }

  private @Nullable JsonNode untag(ObjectNode input, AwsRequest request) {
    StoredQueue queue = queue(input);
    Map<String, String> tags = new TreeMap<>(queue.tags());
    texts(input, "TagKeys").forEach(tags::remove);
    queues.tag(queue.name(), tags);
    return null;
  }

  private JsonNode sources(ObjectNode input, AwsRequest request) {
    ObjectNode output = Trees.object();
    ArrayNode urls = output.putArray("queueUrls");
    queues.sources(queue(input).name()).forEach(name -> urls.add(queues.url(name)));
    return output;
  }

  private JsonNode send(ObjectNode input, AwsRequest request) {
    StoredMessage sent = queues.send(queue(input), MessageShapes.newMessage(input));
    queues.commit();
    return MessageShapes.sent(sent);
  }

  private JsonNode sendBatch(ObjectNode input, AwsRequest request) {
    StoredQueue queue = queue(input);
    Set<String> known =
        Set.of("Id", "MessageBody", "DelaySeconds", "MessageAttributes", "MessageSystemAttributes");
    List<ObjectNode> entries = entries(input, known);
    int bytes = entries.stream().mapToInt(e -> MessageShapes.newMessage(e).bytes()).sum();
    if (bytes > MOST_BATCH_BYTES) {
      throw SqsErrors.of(
          "BatchRequestTooLong",
          "Batch requests cannot be longer than "
              + MOST_BATCH_BYTES
              + " bytes. You have sent "
              + bytes
              + " bytes.");
    }
    ObjectNode output =
        batch(
            entries,
            entry -> MessageShapes.sent(queues.send(queue, MessageShapes.newMessage(entry))));
    queues.commit();
    return output;
  }

  private JsonNode receive(ObjectNode input, AwsRequest request) throws InterruptedException {
    StoredQueue queue = queue(input);
    int max = bounded(input, "MaxNumberOfMessages", 1, 1, 10);
    int wait =
        bounded(input, "WaitTimeSeconds", queue.number(QueueNumber.RECEIVE_WAIT_SECONDS), 0, 20);
    int hide =
        bounded(
            input, "VisibilityTimeout", queue.number(QueueNumber.VISIBILITY_TIMEOUT), 0, 43_200);
    Set<String> system = new LinkedHashSet<>(texts(input, "AttributeNames"));
    system.addAll(texts(input, "MessageSystemAttributeNames"));
    for (String name : system) {
      if (!SYSTEM_ATTRIBUTES.contains(name)) {
        throw SqsErrors.attributeName(name);
      }
    }
    Wanted attributes = new Wanted(texts(input, "MessageAttributeNames"));
    List<Received> received =
        queues.receive(queue, max, Duration.ofSeconds(wait), Duration.ofSeconds(hide));
    ObjectNode output = Trees.object();
    if (!received.isEmpty()) {
      ArrayNode messages = output.putArray("Messages");
      Wanted wanted = new Wanted(List.copyOf(system));
      received.forEach(one -> messages.add(MessageShapes.received(one, wanted, attributes)));
    }
    return output;
  }

  private @Nullable JsonNode deleteMessage(ObjectNode input, AwsRequest request) {
    queues.delete(queue(input), required(input, "ReceiptHandle"));
    queues.commit();
    return null;
  }

  private JsonNode deleteBatch(ObjectNode input, AwsRequest request) {
    StoredQueue queue = queue(input);
    ObjectNode output =
        batch(
            entries(input, Set.of("Id", "ReceiptHandle")),
            entry -> {
              queues.delete(queue, required(entry, "ReceiptHandle"));
              return Trees.object();
            });
    queues.commit();
    return output;
  }

  private @Nullable JsonNode hide(ObjectNode input, AwsRequest request) {
    hide(queue(input), input);
    queues.commit();
    return null;
  }

  private JsonNode hideBatch(ObjectNode input, AwsRequest request) {
    StoredQueue queue = queue(input);
    ObjectNode output =
        batch(
            entries(input, Set.of("Id", "ReceiptHandle", "VisibilityTimeout")),
            entry -> {
              hide(queue, entry);
              return Trees.object();
            });
    queues.commit();
    return output;
  }

  private void hide(StoredQueue queue, ObjectNode input) {
    if (!input.hasNonNull("VisibilityTimeout")) {
      throw SqsErrors.missing("VisibilityTimeout");
    }
    int seconds = bounded(input, "VisibilityTimeout", 0, 0, 43_200);
    String handle = required(input, "ReceiptHandle");
    switch (queues.hide(queue, handle, Duration.ofSeconds(seconds))) {
      case DONE -> {}
      case GONE ->
          throw SqsErrors.invalidValue(
              "ReceiptHandle",
              handle,
              "Message does not exist or is not available for visibility timeout change.");
      case NOT_IN_FLIGHT ->
          throw SqsErrors.of(
              "MessageNotInflight", "The specified message isn't in flight: " + handle);
    }
  }

  private static ObjectNode batch(List<ObjectNode> entries, Function<ObjectNode, ObjectNode> act) {
    ObjectNode output = Trees.object();
    ArrayNode successful = Trees.object().arrayNode();
    ArrayNode failed = Trees.object().arrayNode();
    for (ObjectNode entry : entries) {
      String id = required(entry, "Id");
      try {
        successful.add(act.apply(entry).put("Id", id));
      } catch (AwsError e) {
        failed
            .addObject()
            .put("Id", id)
            .put("SenderFault", e.status() < 500)
            .put("Code", SqsErrors.QUERY_CODES.getOrDefault(e.code(), e.code()))
            .put("Message", e.text());
      }
    }
    output.set("Successful", successful);
    if (!failed.isEmpty()) {
      output.set("Failed", failed);
    }
    return output;
  }

  private static List<ObjectNode> entries(ObjectNode input, Set<String> known) {
    List<ObjectNode> entries = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (JsonNode node : input.path("Entries")) {
      if (!(node instanceof ObjectNode entry)) {
        throw SqsErrors.invalid("An entry must be an object");
      }
      Operations.refuseOthers("Entries", entry, known);
      String id = required(entry, "Id");
      if (!ENTRY_ID.matcher(id).matches()) {
        throw SqsErrors.of(
            "InvalidBatchEntryId",
            "A batch entry id can only contain alphanumeric characters, hyphens and underscores."
                + " It can be at most 80 letters long.");
      }
      if (!ids.add(id)) {
        throw SqsErrors.of("BatchEntryIdsNotDistinct", "Id " + id + " repeated.");
      }
      entries.add(entry);
    }
    if (entries.isEmpty()) {
      throw SqsErrors.of("EmptyBatchRequest", "There should be at least one entry in the request.");
    }
    if (entries.size() > MOST_ENTRIES) {
      throw SqsErrors.of(
          "TooManyEntriesInBatchRequest",
          "Maximum number of entries per request are 10. You have sent " + entries.size() + ".");
    }
    return entries;
  }

  private StoredQueue queue(ObjectNode input) {
    StoredQueue queue = queues.get(QueueUrl.nameOf(required(input, "QueueUrl")));
    queues.metrics().asked(queue.name());
    return queue;
  }

  private static String required(ObjectNode input, String name) {
    String text = Trees.text(input, name, "");
    if (text.isEmpty()) {
      throw SqsErrors.missing(name);
    }
    return text;
  }

  private static int bounded(ObjectNode input, String name, int absent, int min, int max) {
    int value = Trees.integer(input, name, absent);
    if (value < min || value > max) {
      throw SqsErrors.invalidValue(
          name,
          Integer.toString(value),
          "Must be between " + min + " and " + max + ", if provided.");
    }
    return value;
  }

  private static List<String> texts(ObjectNode input, String name) {
    List<String> texts = new ArrayList<>();
    input.path(name).forEach(node -> texts.add(node.asText()));
    return texts;
  }

  private static Map<String, String> map(ObjectNode input, String name) {
    Map<String, String> map = new TreeMap<>();
    input.path(name).properties().forEach(e -> map.put(e.getKey(), e.getValue().asText()));
    return map;
  }
}
