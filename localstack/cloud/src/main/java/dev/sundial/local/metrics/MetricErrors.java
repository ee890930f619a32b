package dev.sundial.local.metrics;

import dev.sundial.local.endpoint.AwsError;
import java.util.Map;

/**
 * The refusals of CloudWatch, alarms' and dashboards' among them. They are called as their shapes
 * are; clients of the query protocol see other codes.
 */
public final class MetricErrors {
  /** Shapes to the codes of the query protocol, where they differ. */
  static final Map<String, String> QUERY_CODES =
      Map.of(
          "InvalidParameterValueException", "InvalidParameterValue",
          "InvalidParameterCombinationException", "InvalidParameterCombination",
          "MissingRequiredParameterException", "MissingParameter",
          "LimitExceededFault", "LimitExceeded",
          "InvalidFormatFault", "InvalidFormat",
          "InternalServiceFault", "InternalServiceError",
          "DashboardInvalidInputError", "InvalidParameterInput",
          "DashboardNotFoundError", "ResourceNotFound");

  private MetricErrors() {}

  public static AwsError invalidValue(String message) {
    return new AwsError(400, "InvalidParameterValueException", message);
  }

  public static AwsError invalidCombination(String message) {
    return new AwsError(400, "InvalidParameterCombinationException", message);
  }

  /** A required parameter that a request lacks. */
  public static AwsError missing(String parameter) {
    return new AwsError(
        400, "MissingRequiredParameterException", "The parameter " + parameter + " is required.");
  }

  public static AwsError limit(String message) {
    return new AwsError(400, "LimitExceededFault", message);
  }

  /** A value that breaks a rule which AWS's model of the API has. */
  public static AwsError validation(String message) {
    return new AwsError(400, "ValidationError", message);
  }
}
