package dev.sundial.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The token a caller brings to an API of {@code auth: jwt}. It is never an argument, which others
 * on the machine can see, and never printed.
 *
 * @param text the token alone
 */
record CallerToken(String text) {
  /** The variable that holds one when no file is named. */
  static final String VARIABLE = "SUNDIAL_TOKEN";

  private static final String STANDARD_INPUT = "-";

  /** As RFC 6750 writes them; API Gateway takes no longer header. */
  private static final int MOST_BYTES = 10_000;

  private static final Pattern TOKEN = Pattern.compile("[-A-Za-z0-9._~+/]+=*");

  /**
   * @param file the option's value; null for none
   * @param variable what {@link #VARIABLE} holds; null when it is not set
   * @throws VerbFailed when there is none, or it is no token
   */
  static CallerToken read(@Nullable String file, @Nullable String variable) throws IOException {
    if (file != null) {
      return parse(
          content(file), file.equals(STANDARD_INPUT) ? "standard input" : "the token's file");
    }
    return Optional.ofNullable(variable)
        .filter(text -> !text.isBlank())
        .map(text -> parse(text, VARIABLE))
        .orElseThrow(
            () ->
                new VerbFailed(
                    "this stage takes tokens: name a file that holds one (--token FILE, - for"
                        + " standard input), or set "
                        + VARIABLE));
  }

  private static String content(String file) throws IOException {
    if (file.equals(STANDARD_INPUT)) {
      return text(System.in);
    }
    // Whoever gives the token itself here must not find it in an error message.
    if (file.length() > 255 || !Files.isRegularFile(Path.of(file))) {
      throw new VerbFailed(
          "--token names a file that holds the token, and there is none of that name");
    }
    try (InputStream in = Files.newInputStream(Path.of(file))) {
      return text(in);
    }
  }

  private static String text(InputStream in) throws IOException {
    return new String(in.readNBytes(MOST_BYTES + 1), StandardCharsets.UTF_8);
  }

  private static CallerToken parse(String text, String source) {
    String token = text.strip();
    if (token.length() > MOST_BYTES || !TOKEN.matcher(token).matches()) {
      throw new VerbFailed(source + " must hold a token and nothing else");
    }
    return new CallerToken(token);
  }

  @Override
  public String toString() {
    return "a token";
  }
}
