package dev.sundial.local.signing;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a request says about its signature, in the header {@code Authorization} or in a presigned
 * query; nothing of it is checked yet but its form.
 *
 * @param scope {@code 20261120/us-east-1/execute-api}, without its end {@code aws4_request}
 * @param time such as {@code 20261120T031500Z}
 * @param token the session's; empty when there is none
 * @param signature in lower-case hexadecimal
 * @param presigned whether it is in the query
 */
record Claim(
    String accessKey,
    Scope scope,
    String time,
    List<String> signedHeaders,
    String token,
    String signature,
    boolean presigned) {

  static final String ALGORITHM = "AWS4-HMAC-SHA256";
  static final String SIGNATURE_PARAMETER = "X-Amz-Signature";
  private static final Pattern TIME = Pattern.compile("(\\d{8})T\\d{6}Z");
  private static final Pattern CREDENTIAL =
      Pattern.compile("([^/\\s]+)/([^/]*)/([^/]*)/([^/]*)/aws4_request");
  private static final DateTimeFormatter BASIC =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** For which day, region and service a signature is good. */
  record Scope(String day, String region, String service) {
    /** As it is signed. */
    String text() {
      return day + "/" + region + "/" + service + "/aws4_request";
    }
  }

  /**
   * @return empty when the request is not signed
   * @throws Refusal when what it says is not complete
   */
  static Optional<Claim> of(Arrived request) throws Refusal {
    Optional<String> authorization = request.header("Authorization");
    if (authorization.isPresent()) {
      return Optional.of(ofHeader(request, authorization.get().strip()));
    }
    Query query = Query.parse(request.rawQuery());
    boolean signed =
        List.of("X-Amz-Algorithm", "X-Amz-Credential", SIGNATURE_PARAMETER).stream()
            .anyMatch(name -> query.first(name).isPresent());
    return signed ? Optional.of(ofQuery(query)) : Optional.empty();
  }

  private static Claim ofHeader(Arrived request, String header) throws Refusal {
    int space = header.indexOf(' ');
    String algorithm = space < 0 ? header : header.substring(0, space);
    if (algorithm.startsWith("AWS4-") && !algorithm.equals(ALGORITHM)) {
      throw Refusal.incomplete("Unsupported AWS 'algorithm': '" + algorithm + "'.");
    }
    Map<String, String> parts = parts(header, space < 0 ? "" : header.substring(space + 1));
    Optional<String> time = time(request);
    StringBuilder lacks = new StringBuilder();
    for (String part : List.of("Credential", "Signature", "SignedHeaders")) {
      if (!algorithm.equals(ALGORITHM) || parts.getOrDefault(part, "").isEmpty()) {
        lacks.append("Authorization header requires '").append(part).append("' parameter. ");
      }
    }
    if (time.isEmpty()) {
      lacks.append(
          "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. ");
    }
    if (!lacks.isEmpty()) {
      throw Refusal.incomplete(
          lacks
              + "(Hashed with SHA-256 and encoded with Base64) Authorization="
              + hashed(algorithm));
    }
    return claim(
        parts.getOrDefault("Credential", ""),
        time.orElseThrow(),
        parts.getOrDefault("SignedHeaders", ""),
        request.header("X-Amz-Security-Token").orElse(""),
        parts.getOrDefault("Signature", ""),
        false);
  }

  private static Map<String, String> parts(String header, String list) throws Refusal {
    Map<String, String> parts = new LinkedHashMap<>();
    for (String part : list.split(",", -1)) {
      String pair = part.strip();
      int equals = pair.indexOf('=');
      if (equals > 0) {
        parts.put(pair.substring(0, equals), pair.substring(equals + 1));
      } else if (!pair.isEmpty()) {
        throw Refusal.incomplete(
            "Invalid key=value pair (missing equal-sign) in Authorization header (hashed with"
                + " SHA-256 and encoded with Base64): '"
                + hashed(header)
                + "'.");
      }
    }
    return parts;
  }

  private static Claim ofQuery(Query query) throws Refusal {
    StringBuilder lacks = new StringBuilder();
    for (String name :
        List.of(
            "X-Amz-Algorithm",
            "X-Amz-Credential",
            SIGNATURE_PARAMETER,
            "X-Amz-SignedHeaders",
            "X-Amz-Date")) {
      if (query.first(name).orElse("").isEmpty()) {
        lacks.append("AWS query-string parameters must include '").append(name).append("'. ");
      }
    }
    if (!lacks.isEmpty()) {
      throw Refusal.incomplete(lacks + "Re-examine the query-string parameters.");
    }
    String algorithm = query.first("X-Amz-Algorithm").orElse("");
    if (!algorithm.equals(ALGORITHM)) {
      throw Refusal.incomplete("Unsupported AWS 'algorithm': '" + algorithm + "'.");
    }
    return claim(
        query.first("X-Amz-Credential").orElse(""),
        query.first("X-Amz-Date").orElse(""),
        query.first("X-Amz-SignedHeaders").orElse(""),
        query.first("X-Amz-Security-Token").orElse(""),
        query.first(SIGNATURE_PARAMETER).orElse(""),
        true);
  }

  private static Claim claim(
      String credential,
      String time,
      String signedHeaders,
      String token,
      String signature,
      boolean presigned)
      throws Refusal {
    Matcher parts = CREDENTIAL.matcher(credential);
    if (!parts.matches()) {
      throw Refusal.incomplete(
          "Credential must have exactly 5 slash-delimited elements, e.g."
              + " keyid/date/region/service/term, got '"
              + credential
              + "'");
    }
    Matcher day = TIME.matcher(time);
    if (!day.matches()) {
      throw Refusal.incomplete(
          "Date must be in ISO-8601 'basic format'. Got '"
              + time
              + "'. See http://en.wikipedia.org/wiki/ISO_8601");
    }
    if (!day.group(1).equals(parts.group(2))) {
      throw Refusal.invalid(
          "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from"
              + " HTTP: '%s' != '%s', from '%s'.".formatted(parts.group(2), day.group(1), time));
    }
    return new Claim(
        parts.group(1),
        new Scope(parts.group(2), parts.group(3), parts.group(4)),
        time,
        List.of(signedHeaders.split(";", -1)),
        token,
        signature,
        presigned);
  }

  /** The signature's time; HTTP's own header stands in, in either of its forms. */
  private static Optional<String> time(Arrived request) {
    return request
        .header("X-Amz-Date")
        .or(() -> request.header("Date").map(Claim::basic))
        .map(String::strip)
        .filter(time -> !time.isEmpty());
  }

  private static String basic(String date) {
    try {
      return BASIC.format(ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME));
    } catch (DateTimeException e) {
      return date;
    }
  }

  private static String hashed(String text) {
    return Base64.getEncoder().encodeToString(Hash.sha256(text.getBytes(StandardCharsets.UTF_8)));
  }
}
