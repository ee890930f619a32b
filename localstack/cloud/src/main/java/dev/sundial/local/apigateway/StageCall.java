package dev.sundial.local.apigateway;

import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.endpoint.AwsRequest;
import java.util.List;
import java.util.Optional;

/**
 * A request to a stage by its name.
 *
 * @param rawPath what follows the stage, starting with a slash
 */
record StageCall(RestApis.Served served, String rawPath) {

  /**
   * @return empty when no API has such a stage
   * @throws AwsError 400 when more than one has
   */
  static Optional<StageCall> of(RestApis apis, AwsRequest request) {
    String stage = ExecuteApi.stageOf(request.rawPath());
    List<RestApis.Served> named = apis.named(stage);
    if (named.size() > 1) {
      throw new AwsError(
          400,
          "BadRequestException",
          named.size()
              + " APIs have a stage called "
              + stage
              + "; the local cloud tells them apart by the stage's name only");
    }
    String trimmed = request.rawPath().replaceFirst("^/+", "");
    int slash = trimmed.indexOf('/');
    String rest = slash < 0 ? "/" : trimmed.substring(slash);
    return named.stream().findFirst().map(served -> new StageCall(served, rest));
  }

  /** What a policy calls it. */
  String arn(String method) {
    return served.arn(method, rawPath);
  }

  /** Whether the method itself asks who calls it, and whether they may. */
  boolean asksWhoCalls(String method) {
    return Route.find(served.deployment().resources(), method, rawPath)
        .filter(route -> route.authorization() != Authorization.NONE)
        .isPresent();
  }
}
