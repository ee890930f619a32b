package dev.sundial.infra;

import dev.sundial.json.Form;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;

/**
 * The REST API of a stage.
 *
 * @param accessLog whether each request is logged; the account needs API Gateway's log role
 * @param rate requests a second all callers together may make for long, 1–10000
 * @param burst requests they may make at once, 1–5000
 * @param cors origins whose pages may call it, such as {@code https://app.example.com}, or the only
 *     one {@code *}; none by default
 * @param waf what looks at requests before the API does
 */
record ApiSpec(boolean accessLog, int rate, int burst, List<String> cors, Firewall waf) {
  static final String ANY_ORIGIN = "*";
  static final ApiSpec DEFAULTS = new ApiSpec(false, 100, 200, List.of(), new Firewall.None());

  ApiSpec {
    cors = List.copyOf(cors);
  }

  /** AWS WAF before the API. */
  sealed interface Firewall {
    /** None. */
    record None() implements Firewall {}

    /** A web ACL of the stage's own, with AWS's managed rules. */
    record Managed() implements Firewall {}

    /** One that is there already. */
    record Existing(String webAclArn) implements Firewall {}
  }

  static ApiSpec read(Form form) {
    ApiSpec read =
        new ApiSpec(
            form.truth("accessLog", DEFAULTS.accessLog),
            (int) form.whole("rate", DEFAULTS.rate, 1, 10_000),
            (int) form.whole("burst", DEFAULTS.burst, 1, 5_000),
            origins(form),
            form.parsed("waf", ApiSpec::firewall).orElse(DEFAULTS.waf));
    form.close();
    return read;
  }

  private static List<String> origins(Form form) {
    List<String> origins = form.texts("cors");
    for (String origin : origins) {
      if (!origin.equals(ANY_ORIGIN) && !isOrigin(origin)) {
        form.problem(
            "cors", "must list origins such as https://app.example.com, or *; was " + origin);
      }
    }
    if (origins.contains(ANY_ORIGIN) && origins.size() > 1) {
      form.problem("cors", "must be * alone, or origins");
    }
    return origins;
  }

  /** As a browser sends it: scheme, host and port, and nothing else. */
  private static boolean isOrigin(String text) {
    try {
      URI uri = new URI(text);
      Optional<String> host = Optional.ofNullable(uri.getHost());
      String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
      return host.isPresent()
          && text.matches("https?://.*")
          && text.equals(uri.getScheme() + "://" + host.get() + port)
          && text.matches("[a-z0-9:/.-]+");
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static Firewall firewall(String text) {
    return switch (text) {
      case "none" -> new Firewall.None();
      case "managed" -> new Firewall.Managed();
      default -> {
        if (!text.matches(
            "arn:aws[a-z-]*:wafv2:[a-z0-9-]+:[0-9]{12}:regional/webacl/[^/]+/[^/]+")) {
          throw new IllegalArgumentException(
              "must be none, managed, or the ARN of a regional web ACL");
        }
        yield new Firewall.Existing(text);
      }
    };
  }
}
