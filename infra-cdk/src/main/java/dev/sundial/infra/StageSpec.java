package dev.sundial.infra;

import dev.sundial.auth.KeyAddress;
import dev.sundial.auth.TokenRules;
import dev.sundial.json.Form;
import dev.sundial.json.Value;
import dev.sundial.naming.ModelName;
import dev.sundial.naming.StageName;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The declaration of one stage, read from {@code stages/{name}.yaml}.
 *
 * @param name the stage's name
 * @param account the AWS account it may be deployed to; absent means whichever the caller is in
 * @param region the AWS region, likewise
 * @param auth who may call the API
 * @param jwt which tokens the API takes; there where {@code auth} is {@code jwt}
 * @param trigger what starts a training on time
 * @param defaultModel the model that {@code /predict} serves
 * @param kms whether buckets and table are encrypted with a key of the stage's own
 * @param architecture the processors the functions run on
 * @param logRetention how long logs are kept, one of {@link #LOG_RETENTION_DAYS}
 * @param removal what becomes of data, artefacts, registry and logs when the stack is deleted
 * @param prediction the prediction function
 * @param api the REST API
 * @param watch how it is watched, and who is told
 */
record StageSpec(
    StageName name,
    Optional<String> account,
    Optional<String> region,
    Auth auth,
    Optional<Jwt> jwt,
    Trigger trigger,
    Optional<ModelName> defaultModel,
    boolean kms,
    Architecture architecture,
    Duration logRetention,
    Removal removal,
    Prediction prediction,
    ApiSpec api,
    StageWatch watch) {

  /** The only numbers of days CloudWatch Logs keeps logs for. */
  static final List<Integer> LOG_RETENTION_DAYS =
      List.of(
          1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557,
          2922, 3288, 3653);

  /** Who may call the API. */
  enum Auth {
    /** Callers who sign with AWS credentials that are allowed to. */
    IAM,
    /** Callers who bring a token of the stage's issuer. */
    JWT,
    /** Anyone who reaches the address. */
    OPEN
  }

  /** What starts a training on time. */
  enum Trigger {
    /** EventBridge Scheduler, with a time zone. */
    SCHEDULER,
    /** A rule on the account's default event bus, in UTC. */
    RULE
  }

  /** The processors the functions run on. */
  enum Architecture {
    X86_64,
    ARM64
  }

  /** What becomes of what a stack holds when the stack is deleted. */
  enum Removal {
    /** It stays, and the registry table cannot be deleted by accident. */
    RETAIN,
    /** It goes; AWS refuses to delete a bucket that still holds objects. */
    DESTROY
  }

  /**
   * Which JSON Web Tokens the API takes.
   *
   * @param issuer what {@code iss} must be: an https address
   * @param audience one of these must be in {@code aud}
   * @param jwksUri where the issuer's keys are; absent means that its own description tells
   * @param cacheFor how long the gateway keeps what it was told of a token, so long may one that is
   *     over still be taken; up to 1 hour, 0 keeps nothing
   */
  record Jwt(
      String issuer, List<String> audience, Optional<KeyAddress> jwksUri, Duration cacheFor) {
    private static final Duration CACHE_FOR = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofHours(1);

    Jwt {
      audience = List.copyOf(audience);
    }

    TokenRules rules() {
      return new TokenRules(issuer, audience, jwksUri);
    }

    private static Jwt read(Form form) {
      String issuer = form.text("issuer");
      if (form.has("issuer")) {
        Optional<KeyAddress> unused = form.parsed("issuer", KeyAddress::parseIssuer);
      }
      List<String> audience = form.oneOrMoreTexts("audience");
      if (!form.has("audience")) {
        form.problem("audience", "is required");
      } else if (audience.isEmpty() || audience.stream().anyMatch(String::isBlank)) {
        form.problem("audience", "must name at least one, and none may be blank");
      }
      Jwt read =
          new Jwt(
              issuer,
              audience,
              form.parsed("jwksUri", KeyAddress::parse),
              form.seconds("cacheFor", CACHE_FOR, Duration.ZERO, LONGEST));
      form.close();
      return read;
    }
  }

  /**
   * The prediction function.
   *
   * @param memoryMegabytes 256–10240
   * @param timeout 1–29 seconds: API Gateway waits no longer
   * @param pointerInterval how old a look at the pointer may be, 1 second to 1 hour
   */
  record Prediction(int memoryMegabytes, Duration timeout, Duration pointerInterval) {
    static final Prediction DEFAULTS =
        new Prediction(1024, Duration.ofSeconds(10), Duration.ofSeconds(60));

    private static Prediction read(Form form) {
      Prediction read =
          new Prediction(
              (int) form.whole("memory", DEFAULTS.memoryMegabytes, 256, 10_240),
              form.seconds(
                  "timeout", DEFAULTS.timeout, Duration.ofSeconds(1), Duration.ofSeconds(29)),
              form.seconds(
                  "pointerInterval",
                  DEFAULTS.pointerInterval,
                  Duration.ofSeconds(1),
                  Duration.ofHours(1)));
      form.close();
      return read;
    }
  }

  /**
   * @param document the stage's yaml
   * @param fileName its name without {@code .yaml}, which must be the stage's name
   * @param problems what is wrong is added here
   */
  static StageSpec read(Value document, String fileName, Form.Problems problems) {
    Form form = Form.of(document, problems);
    StageName name = form.parsed("name", StageName::new).orElse(StageName.LOCAL);
    if (!form.has("name")) {
      form.problem("name", "is required");
    } else if (form.optionalText("name").filter(fileName::equals).isEmpty()) {
      form.problem("name", "must be the file's name, " + fileName);
    }
    StageSpec read =
        new StageSpec(
            name,
            matching(form, "account", "[0-9]{12}", "12 digits in quotes"),
            matching(form, "region", "[a-z]{2}(-[a-z]+)+-[0-9]", "a region such as eu-central-1"),
            form.parsed("auth", text -> choice(Auth.values(), text)).orElse(Auth.IAM),
            form.object("jwt").map(Jwt::read),
            form.parsed("trigger", text -> choice(Trigger.values(), text))
                .orElse(Trigger.SCHEDULER),
            form.parsed("defaultModel", ModelName::new),
            form.truth("kms", false),
            form.parsed("architecture", text -> choice(Architecture.values(), text))
                .orElse(Architecture.X86_64),
            logRetention(form),
            form.parsed("removal", text -> choice(Removal.values(), text)).orElse(Removal.RETAIN),
            form.object("prediction").map(Prediction::read).orElse(Prediction.DEFAULTS),
            form.object("api").map(ApiSpec::read).orElse(ApiSpec.DEFAULTS),
            StageWatch.read(form));
    if (read.auth() == Auth.JWT && read.jwt().isEmpty()) {
      form.problem("jwt", "is required where auth is jwt, with issuer and audience");
    }
    form.close();
    return read;
  }

  private static Optional<String> matching(Form form, String field, String pattern, String words) {
    Optional<String> read = form.scalar(field);
    read.filter(text -> !text.matches(pattern))
        .ifPresent(text -> form.problem(field, "must be " + words + ", was " + text));
    return read;
  }

  private static Duration logRetention(Form form) {
    Duration read =
        form.duration(
            "logRetention", Duration.ofDays(30), Duration.ofDays(1), Duration.ofDays(3653));
    if (form.has("logRetention")
        && !LOG_RETENTION_DAYS.stream().map(Duration::ofDays).toList().contains(read)) {
      form.problem(
          "logRetention",
          "must be one of "
              + LOG_RETENTION_DAYS.stream()
                  .map(days -> "P" + days + "D")
                  .collect(Collectors.joining(", ")));
    }
    return read;
  }

  private static <E extends Enum<E>> E choice(E[] values, String text) {
    return Arrays.stream(values)
        .filter(value -> id(value).equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "must be one of "
                        + Arrays.stream(values)
                            .map(StageSpec::id)
                            .collect(Collectors.joining(", "))));
  }

  private static String id(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
