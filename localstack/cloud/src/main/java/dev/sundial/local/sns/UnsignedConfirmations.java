package dev.sundial.local.sns;

import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.endpoint.AwsRequest;
import dev.sundial.local.endpoint.AwsResponse;
import dev.sundial.local.endpoint.AwsService;
import java.util.Set;

/**
 * Lets people follow the links in messages: to confirm and to end a subscription needs no
 * signature, as on AWS.
 */
record UnsignedConfirmations(AwsService service) implements AwsService {
  private static final Set<String> LINKS = Set.of("ConfirmSubscription", "Unsubscribe");

  @Override
  public String signingName() {
    return service.signingName();
  }

  /** By what it would do, not by what its address says: a body may ask for something else. */
  @Override
  public boolean takesUnsigned(AwsRequest request) {
    return request.method().equals("GET") && LINKS.contains(operationOf(request));
  }

  @Override
  public String operationOf(AwsRequest request) {
    return service.operationOf(request);
  }

  @Override
  public AwsResponse serve(AwsRequest request) throws Exception {
    return service.serve(request);
  }

  @Override
  public AwsResponse render(AwsRequest request, AwsError error) {
    return service.render(request, error);
  }

  @Override
  public AwsError elsewhere(AwsRequest request) {
    return service.elsewhere(request);
  }

  @Override
  public AwsError throttled() {
    return new AwsError(400, "Throttling", "Rate exceeded");
  }
}
