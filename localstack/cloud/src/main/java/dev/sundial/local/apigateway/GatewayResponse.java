package dev.sundial.local.apigateway;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One kind of error as an API tells it. Its template only puts variables into a text: API Gateway
 * runs no mapping language here.
 *
 * @param status 0 for the failure's own
 * @param parameters {@code gatewayresponse.header.NAME} to where its value is from: a text in
 *     single quotes, or what {@link ErrorContext} knows
 * @param template of the body, for {@code application/json}; empty for AWS's own
 */
public record GatewayResponse(int status, Map<String, String> parameters, String template) {
  private static final String HEADER = "gatewayresponse.header.";
  private static final Pattern VARIABLE =
      Pattern.compile("\\$(context\\.[A-Za-z.]*[A-Za-z]|stageVariables\\.\\w+)");
  private static final Pattern MAPPING = Pattern.compile("#(set|if|foreach)\\b|\\$(input|util)\\b");

  public GatewayResponse {
    parameters = Map.copyOf(parameters);
  }

  /** What is declared and cannot be done. */
  List<String> problems() {
    List<String> problems = new ArrayList<>();
    parameters.forEach(
        (name, from) -> {
          if (!name.matches("gatewayresponse\\.header\\.[A-Za-z0-9-]+")) {
            problems.add(name + " must be " + HEADER + "NAME");
          }
          if (!from.matches("'[^']*'") && !ErrorContext.knows(from)) {
            problems.add(name + " is not supported as " + from);
          }
        });
    VARIABLE
        .matcher(template)
        .results()
        .map(found -> found.group(1))
        .filter(name -> !ErrorContext.knows(name))
        .forEach(name -> problems.add("$" + name + " is not supported"));
    if (MAPPING.matcher(template).find()) {
      problems.add("a template of a gateway response holds variables only");
    }
    return problems;
  }

  ApiResponse tell(ErrorContext context) {
    GatewayFailure failure = context.failure();
    ApiResponse plain = GatewayResponses.plain(failure);
    ApiResponse told =
        new ApiResponse(
            status == 0 ? failure.status() : status,
            plain.headers(),
            template.isEmpty() ? plain.body() : body(context));
    for (Map.Entry<String, String> parameter : parameters.entrySet()) {
      String value = value(parameter.getValue(), context);
      if (!value.isEmpty()) {
        told = told.with(parameter.getKey().substring(HEADER.length()), value);
      }
    }
    return told;
  }

  private byte[] body(ErrorContext context) {
    return VARIABLE
        .matcher(template)
        .replaceAll(match -> Matcher.quoteReplacement(context.value(match.group(1))))
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String value(String from, ErrorContext context) {
    return from.startsWith("'") ? from.substring(1, from.length() - 1) : context.value(from);
  }
}
