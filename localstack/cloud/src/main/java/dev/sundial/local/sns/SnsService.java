package dev.sundial.local.sns;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sundial.local.endpoint.Account;
import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.endpoint.AwsRequest;
import dev.sundial.local.endpoint.AwsService;
import dev.sundial.local.wire.ModeledService;
import dev.sundial.local.wire.Operations;
import dev.sundial.local.wire.Page;
import dev.sundial.local.wire.Trees;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** SNS as its clients see it. */
final class SnsService {
  private static final String NAMESPACE = "http://sns.amazonaws.com/doc/2010-03-31/";
  private static final int PAGE = 100;
  private static final int MOST_ENTRIES = 10;
  private static final int MOST_BATCH_BYTES = 262_144;
  private static final Pattern MOBILE_ENDPOINT =
      Pattern.compile("arn:aws:sns:[^:]*:[^:]*:endpoint/.*");
  private static final Pattern ENTRY_ID = Pattern.compile("[A-Za-z0-9_-]{1,80}");

  private final Sns sns;
  private final Topics topics;
  private final Subscriptions subscriptions;

  SnsService(Sns sns) {
    this.sns = sns;
    this.topics = sns.topics();
    this.subscriptions = sns.subscriptions();
  }

  AwsService service() {
    return new UnsignedConfirmations(new ModeledService("sns", NAMESPACE, operations().table()));
  }

  private Operations operations() {
    String topic = "TopicArn";
    String subscription = "SubscriptionArn";
    return new Operations()
        .on("CreateTopic", this::create, "Name", "Attributes", "Tags")
        .on("DeleteTopic", this::delete, topic)
        .on("ListTopics", this::list, "NextToken")
        .on("GetTopicAttributes", this::attributes, topic)
        .on("SetTopicAttributes", this::configure, topic, "AttributeName", "AttributeValue")
        .on(
            "Publish",
            this::publish,
            topic,
            "TargetArn",
            "PhoneNumber",
            "Message",
            "Subject",
            "MessageStructure",
            "MessageAttributes")
        .on("PublishBatch", this::publishBatch, topic, "PublishBatchRequestEntries")
        .on(
            "Subscribe",
            this::subscribe,
            topic,
            "Protocol",
            "Endpoint",
            "Attributes",
            "ReturnSubscriptionArn")
        .on("ConfirmSubscription", this::confirm, topic, "Token", "AuthenticateOnUnsubscribe")
        .on("Unsubscribe", this::unsubscribe, subscription)
        .on("ListSubscriptions", this::subscriptions, "NextToken")
        .on("ListSubscriptionsByTopic", this::subscriptionsOfTopic, topic, "NextToken")
        .on("GetSubscriptionAttributes", this::subscription, subscription)
        .on(
            "SetSubscriptionAttributes",
            this::configureSubscription,
            subscription,
            "AttributeName",
            "AttributeValue")
        .on("ListTagsForResource", this::tags, "ResourceArn")
        .on("TagResource", this::tag, "ResourceArn", "Tags")
        .on("UntagResource", this::untag, "ResourceArn", "TagKeys")
        .refuse(
            "AddPermission",
            "RemovePermission",
            "CheckIfPhoneNumberIsOptedOut",
            "CreatePlatformApplication",
            "CreatePlatformEndpoint",
            "CreateSMSSandboxPhoneNumber",
            "GetDataProtectionPolicy",
            "PutDataProtectionPolicy",
            "GetSMSAttributes",
            "SetSMSAttributes",
            "ListPhoneNumbersOptedOut",
            "ListPlatformApplications");
  }

  private JsonNode create(ObjectNode input, AwsRequest request) {
    StoredTopic topic =
        topics.create(
            SnsShapes.required(input, "Name"),
            SnsShapes.map(input, "Attributes"),
            SnsShapes.tags(input));
    return Trees.object().put("TopicArn", topic.arn());
  }

  /** A topic that is gone already is fine. */
  private @Nullable JsonNode delete(ObjectNode input, AwsRequest request) {
    String arn = SnsShapes.required(input, "TopicArn");
    Account.resourceOf("sns", arn).ifPresentOrElse(sns::delete, () -> topics.get(arn));
    return null;
  }

  private JsonNode list(ObjectNode input, AwsRequest request) {
    return page(
        input,
        topics.all(),
        StoredTopic::arn,
        "Topics",
        one -> Trees.object().put("TopicArn", one.arn()));
  }

  private static <T> JsonNode page(
      ObjectNode input,
      List<T> all,
      Function<T, String> key,
      String name,
      Function<T, ObjectNode> shape) {
    Page<T> page =
        Page.of(
            all,
            key,
            Trees.text(input, "NextToken", ""),
            PAGE,
            SnsErrors.invalid("NextToken Reason: Invalid token"));
    ObjectNode output = Trees.object();
    ArrayNode list = output.putArray(name);
    page.items().forEach(item -> list.add(shape.apply(item)));
    page.next().ifPresent(token -> output.put("NextToken", token));
    return output;
  }

  private JsonNode attributes(ObjectNode input, AwsRequest request) {
    StoredTopic topic = topic(input);
    List<StoredSubscription> all = subscriptions.of(topic.name());
    long confirmed = all.stream().filter(StoredSubscription::confirmed).count();
    Map<String, String> attributes = new TreeMap<>(topic.settings());
    attributes.put("TopicArn", topic.arn());
    attributes.put("Owner", Account.ID);
    attributes.put("Policy", topic.policy());
    attributes.putIfAbsent("DisplayName", "");
    attributes.put("SubscriptionsConfirmed", Long.toString(confirmed));
    attributes.put("SubscriptionsPending", Long.toString(all.size() - confirmed));
    attributes.put("SubscriptionsDeleted", Integer.toString(topic.deletedSubscriptions()));
    attributes.put("EffectiveDeliveryPolicy", EFFECTIVE_POLICY);
    return Trees.object().set("Attributes", SnsShapes.map(attributes));
  }

  private static final String EFFECTIVE_POLICY =
      """
      {"http":{"defaultHealthyRetryPolicy":{"minDelayTarget":20,"maxDelayTarget":20,"numRetries":3,\
      "numMaxDelayRetries":0,"numNoDelayRetries":0,"numMinDelayRetries":0,\
      "backoffFunction":"linear"},"disableSubscriptionOverrides":false}}""";

  private @Nullable JsonNode configure(ObjectNode input, AwsRequest request) {
    topics.configure(
        topic(input).name(),
        Map.of(
            SnsShapes.required(input, "AttributeName"), Trees.text(input, "AttributeValue", "")));
    return null;
  }

  private JsonNode publish(ObjectNode input, AwsRequest request) {
    if (input.hasNonNull("PhoneNumber")) {
      throw SnsErrors.notHere("SMS: there is nothing to send to PhoneNumber with");
    }
    String arn = Trees.text(input, "TopicArn", "");
    String id = publish(arn.isEmpty() ? SnsShapes.required(input, "TargetArn") : arn, input);
    return Trees.object().put("MessageId", id);
  }

  private String publish(String arn, ObjectNode input) {
    if (MOBILE_ENDPOINT.matcher(arn).matches()) {
      throw SnsErrors.notHere("mobile push: " + arn + " is the endpoint of a device");
    }
    String message = Trees.text(input, "Message", "");
    String structure = Trees.text(input, "MessageStructure", "");
    if (!structure.matches("|json")) {
      throw SnsErrors.invalid("MessageStructure");
    }
    return sns.publish(
        arn,
        input.hasNonNull("Subject") ? input.get("Subject").asText() : null,
        structure.isEmpty() ? Texts.of(message) : Texts.parse(message),
        SnsShapes.attributes(input));
  }

  private JsonNode publishBatch(ObjectNode input, AwsRequest request) {
    String arn = topic(input).arn();
    ObjectNode output = Trees.object();
    ArrayNode successful = output.putArray("Successful");
    ArrayNode failed = output.putArray("Failed");
    for (ObjectNode entry : entries(input)) {
      String id = SnsShapes.required(entry, "Id");
      try {
        successful.addObject().put("Id", id).put("MessageId", publish(arn, entry));
      } catch (AwsError e) {
        successful.remove(successful.size() - 1);
        failed
            .addObject()
            .put("Id", id)
            .put("Code", e.code())
            .put("Message", e.text())
            .put("SenderFault", e.status() < 500);
      }
    }
    return output;
  }

  private static List<ObjectNode> entries(ObjectNode input) {
    Set<String> known = Set.of("Id", "Message", "Subject", "MessageStructure", "MessageAttributes");
    List<ObjectNode> entries = new java.util.ArrayList<>();
    Set<String> ids = new HashSet<>();
    int bytes = 0;
    for (JsonNode node : input.path("PublishBatchRequestEntries")) {
      if (!(node instanceof ObjectNode entry)) {
        throw SnsErrors.invalid("PublishBatchRequestEntries");
      }
      Operations.refuseOthers("PublishBatchRequestEntries", entry, known);
      String id = SnsShapes.required(entry, "Id");
      if (!ENTRY_ID.matcher(id).matches()) {
        throw new AwsError(400, "InvalidBatchEntryId", "The batch entry id " + id + " is invalid");
      }
      if (!ids.add(id)) {
        throw new AwsError(
            400,
            "BatchEntryIdsNotDistinct",
            "Two or more batch entries in the request have the same Id");
      }
      bytes +=
          entry.path("Message").asText("").getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
      entries.add(entry);
    }
    if (entries.isEmpty()) {
      throw new AwsError(400, "EmptyBatchRequest", "The batch request doesn't contain any entries");
    }
    if (entries.size() > MOST_ENTRIES) {
      throw new AwsError(
          400,
          "TooManyEntriesInBatchRequest",
          "The batch request contains more entries than permissible");
    }
    if (bytes > MOST_BATCH_BYTES) {
      throw new AwsError(
          400,
          "BatchRequestTooLong",
          "The length of all the batch messages put together is more than the limit");
    }
    return entries;
  }

  private JsonNode subscribe(ObjectNode input, AwsRequest request) {
    StoredTopic topic = topic(input);
    String name = SnsShapes.required(input, "Protocol");
    Protocol protocol =
        Protocol.parse(name)
            .orElseThrow(
                () ->
                    Set.of("sms", "application", "firehose").contains(name)
                        ? SnsErrors.notHere("the protocol " + name)
                        : SnsErrors.invalid(
                            "Amazon SNS does not support this protocol string: " + name));
    StoredSubscription subscription =
        sns.subscribe(
            topic,
            protocol,
            SnsShapes.required(input, "Endpoint"),
            SnsShapes.map(input, "Attributes"));
    boolean told =
        subscription.confirmed()
            || Trees.text(input, "ReturnSubscriptionArn", "false").equals("true");
    return Trees.object()
        .put("SubscriptionArn", told ? subscription.arn() : "pending confirmation");
  }

  private JsonNode confirm(ObjectNode input, AwsRequest request) {
    boolean onlyBySignature =
        Trees.text(input, "AuthenticateOnUnsubscribe", "false").equals("true");
    if (onlyBySignature) {
      requireSignature(request, "ask for AuthenticateOnUnsubscribe");
    }
    StoredSubscription confirmed =
        subscriptions.confirm(
            topic(input).name(), SnsShapes.required(input, "Token"), onlyBySignature);
    return Trees.object().put("SubscriptionArn", confirmed.arn());
  }

  private @Nullable JsonNode unsubscribe(ObjectNode input, AwsRequest request) {
    String arn = SnsShapes.required(input, "SubscriptionArn");
    Optional<StoredSubscription> found = subscriptions.find(arn);
    if (found.isEmpty() && !arn.matches("arn:aws:sns:[^:]*:[^:]*:[^:]+:[^:]+")) {
      throw SnsErrors.invalid("SubscriptionArn");
    }
    if (found.filter(StoredSubscription::needsSignature).isPresent()) {
      requireSignature(request, "unsubscribe");
    }
    sns.unsubscribe(arn, isSigned(request));
    return null;
  }

  private static boolean isSigned(AwsRequest request) {
    return !request.region().isEmpty();
  }

  private static void requireSignature(AwsRequest request, String toDo) {
    if (!isSigned(request)) {
      throw new AwsError(403, "AuthorizationError", "Only signed requests may " + toDo);
    }
  }

  private JsonNode subscriptions(ObjectNode input, AwsRequest request) {
    return page(
        input,
        subscriptions.all(),
        StoredSubscription::arn,
        "Subscriptions",
        SnsShapes::subscription);
  }

  private JsonNode subscriptionsOfTopic(ObjectNode input, AwsRequest request) {
    return page(
        input,
        subscriptions.of(topic(input).name()),
        StoredSubscription::arn,
        "Subscriptions",
        SnsShapes::subscription);
  }

  private JsonNode subscription(ObjectNode input, AwsRequest request) {
    StoredSubscription subscription =
        subscriptions.get(SnsShapes.required(input, "SubscriptionArn"));
    Map<String, String> attributes = new TreeMap<>(subscription.settings());
    attributes.put("SubscriptionArn", subscription.arn());
    attributes.put("TopicArn", subscription.topicArn());
    attributes.put("Owner", Account.ID);
    attributes.put("Protocol", subscription.protocol().id());
    attributes.put("Endpoint", subscription.endpoint());
    attributes.put("PendingConfirmation", Boolean.toString(!subscription.confirmed()));
    attributes.put("ConfirmationWasAuthenticated", Boolean.toString(subscription.needsSignature()));
    attributes.put("SubscriptionPrincipal", Account.globalArn("iam", "root"));
    attributes.putIfAbsent(SubscriptionSettings.RAW, "false");
    if (attributes.containsKey(SubscriptionSettings.FILTER)) {
      attributes.put(SubscriptionSettings.SCOPE, SubscriptionSettings.scope(attributes));
    }
    return Trees.object().set("Attributes", SnsShapes.map(attributes));
  }

  private @Nullable JsonNode configureSubscription(ObjectNode input, AwsRequest request) {
    subscriptions.configure(
        SnsShapes.required(input, "SubscriptionArn"),
        Map.of(
            SnsShapes.required(input, "AttributeName"), Trees.text(input, "AttributeValue", "")));
    return null;
  }

  private JsonNode tags(ObjectNode input, AwsRequest request) {
    return Trees.object().set("Tags", SnsShapes.tags(tagged(input).tags()));
  }

  private JsonNode tag(ObjectNode input, AwsRequest request) {
    StoredTopic topic = tagged(input);
    Map<String, String> tags = new TreeMap<>(topic.tags());
    tags.putAll(SnsShapes.tags(input));
    topics.tag(topic.name(), tags);
    return Trees.object();
  }

  private JsonNode untag(ObjectNode input, AwsRequest request) {
    StoredTopic topic = tagged(input);
    Map<String, String> tags = new TreeMap<>(topic.tags());
    input.path("TagKeys").forEach(key -> tags.remove(key.asText()));
    topics.tag(topic.name(), tags);
    return Trees.object();
  }

  private StoredTopic tagged(ObjectNode input) {
    try {
      return topics.get(SnsShapes.required(input, "ResourceArn"));
    } catch (AwsError e) {
      throw e.status() == 404
          ? new AwsError(404, "ResourceNotFound", "Resource does not exist")
          : e;
    }
  }

  private StoredTopic topic(ObjectNode input) {
    return topics.get(SnsShapes.required(input, "TopicArn"));
  }
}
