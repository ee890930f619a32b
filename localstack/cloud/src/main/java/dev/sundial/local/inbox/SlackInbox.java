package dev.sundial.local.inbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sundial.local.endpoint.AwsRequest;
import dev.sundial.local.endpoint.AwsResponse;
import dev.sundial.local.endpoint.DroppedReply;
import dev.sundial.local.endpoint.Queries;
import dev.sundial.local.fault.Fault;
import dev.sundial.local.fault.Faults;
import dev.sundial.local.state.Shelf;
import dev.sundial.local.state.StateStore;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An incoming webhook that answers as Slack's do, and keeps what was posted. About one message a
 * second, twenty at once: more are answered 429. Faults of the service {@code slack} and the
 * operation {@code PostMessage} are done to it.
 *
 * @see <a href="https://api.slack.com/messaging/webhooks">Incoming webhooks</a>
 */
public final class SlackInbox {
  /** Below it are the webhooks. */
  public static final String PATH = "/slack/services/";

  private static final String LETTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  private static final String WEBHOOK = "webhook";
  private static final int MOST = 5_000;
  private static final int MOST_BYTES = 1024 * 1024;
  private static final int BURST = 20;
  private static final ObjectMapper STRICT =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final StateStore store;
  private final Shelf<SlackMessage> shelf;
  private final Clock clock;
  private final Faults faults;
  private final String base;
  private final String webhook;
  private double tokens = BURST;
  private Instant filled;
  private long numbers;

  /**
   * @param clock virtual time
   * @param address of the endpoint's pages, such as {@code http://127.0.0.1:4566/_sundial}
   */
  public SlackInbox(StateStore store, Clock clock, Faults faults, URI address) {
    this.store = store;
    this.shelf = store.shelf("inbox.slack", SlackMessage.class);
    this.clock = clock;
    this.faults = faults;
    this.base = address + PATH;
    this.filled = clock.instant();
    Shelf<String> kept = store.shelf("inbox.webhook", String.class);
    this.webhook =
        kept.get(WEBHOOK)
            .orElseGet(
                () -> {
                  String made = "T" + letters(10) + "/B" + letters(10) + "/" + letters(24);
                  kept.putDurably(WEBHOOK, made);
                  return made;
                });
  }

  private static String letters(int count) {
    SecureRandom random = new SecureRandom();
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return text.toString();
  }

  /** Where to post; whoever knows it may. It is on no page. */
  public String webhook() {
    return base + webhook;
  }

  /** The same for people to read, its secret part left out. */
  public String maskedWebhook() {
    return base + webhook.substring(0, webhook.lastIndexOf('/') + 1) + "…";
  }

  /** The newest first, refused ones among them. */
  public List<SlackMessage> newest(int limit) {
    return shelf.values().reversed().stream().limit(limit).toList();
  }

  public int size() {
    return shelf.size();
  }

  /**
   * Answers a post.
   *
   * @param rest the path after {@link #PATH}
   * @throws DroppedReply when a planted fault takes the answer away
   */
  public AwsResponse post(AwsRequest request, String rest) {
    if (!isWebhook(rest)) {
      return answer(404, "no_service");
    }
    String body = payload(request);
    Optional<Fault> fault = faults.strike("slack", "PostMessage", Optional.empty(), 0);
    if (fault.isEmpty()) {
      return taken(body);
    }
    return switch (fault.get().mode()) {
      case THROTTLE -> {
        keep(429, "rate_limited", "a planted fault", body);
        yield answer(429, "rate_limited")
            .with("Retry-After", Long.toString(Math.max(1, fault.get().delay().toSeconds())));
      }
      case ERROR -> {
        keep(500, "rollup_error", "a planted fault", body);
        yield answer(500, "rollup_error");
      }
      case DELAY -> {
        pause(fault.get());
        yield taken(body);
      }
      case DROP_REPLY, KILL_BEFORE, KILL_AFTER -> {
        taken(body);
        throw new DroppedReply();
      }
      case CORRUPT -> {
        taken(body);
        yield answer(200, "nk");
      }
    };
  }

  private void pause(Fault fault) {
    try {
      faults.delay(fault);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isWebhook(String rest) {
    return MessageDigest.isEqual(
        rest.getBytes(StandardCharsets.UTF_8), webhook.getBytes(StandardCharsets.UTF_8));
  }

  /** Old clients send a form with one field. */
  private static String payload(AwsRequest request) {
    String text = request.text();
    boolean form =
        request.headers().first("Content-Type", "").startsWith("application/x-www-form-urlencoded");
    return form && text.startsWith("payload=") ? Queries.parse(text).first("payload", "") : text;
  }

  private AwsResponse taken(String body) {
    long wait = secondsToWait();
    if (wait > 0) {
      keep(429, "rate_limited", "more than one message a second", body);
      return answer(429, "rate_limited").with("Retry-After", Long.toString(wait));
    }
    Optional<SlackRules.Refusal> refusal = refusal(body);
    if (refusal.isPresent()) {
      keep(400, refusal.get().code(), refusal.get().why(), body);
      return answer(400, refusal.get().code());
    }
    keep(200, "ok", "", body);
    return answer(200, "ok");
  }

  private static Optional<SlackRules.Refusal> refusal(String body) {
    if (body.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
      return Optional.of(new SlackRules.Refusal("invalid_payload", "more than 1 MB"));
    }
    try {
      JsonNode message = STRICT.readTree(body);
      return SlackRules.refusal(message);
    } catch (JsonProcessingException e) {
      return Optional.of(
          new SlackRules.Refusal("invalid_payload", "not JSON: " + e.getOriginalMessage()));
    }
  }

  /** Takes a token of the bucket; 0 when there was one. */
  private synchronized long secondsToWait() {
    Instant now = clock.instant();
    double passed = Duration.between(filled, now).toMillis() / 1000.0;
    tokens = Math.min(BURST, tokens + Math.max(0, passed));
    filled = now;
    if (tokens < 1) {
      return Math.max(1, (long) Math.ceil(1 - tokens));
    }
    tokens -= 1;
    return 0;
  }

  private synchronized void keep(int status, String outcome, String note, String body) {
    Instant now = clock.instant();
    String id = "%015d-%06d".formatted(now.toEpochMilli(), ++numbers % 1_000_000);
    while (shelf.size() >= MOST) {
      shelf.firstKey().ifPresent(shelf::remove);
    }
    String kept = body.length() <= MOST_BYTES ? body : body.substring(0, MOST_BYTES);
    shelf.put(id, new SlackMessage(id, now, status, outcome, note, kept));
    store.commit();
  }

  private static AwsResponse answer(int status, String text) {
    return AwsResponse.of(status, "text/html; charset=utf-8", text);
  }
}
