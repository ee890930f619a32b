package dev.sundial.local.endpoint;

import java.util.Optional;

/** Stands before the services: lets a request pass, or refuses it. */
public interface Gate {

  /**
   * @throws AwsError when the caller may not do what the request asks
   */
  void check(AwsService service, String operation, AwsRequest request);

  /**
   * What a caller is told that must not learn that the thing it asked for does not exist.
   *
   * @param missing what the service says
   */
  Optional<AwsError> hidden(
      AwsService service, String operation, AwsRequest request, AwsError missing);

  /** Lets everybody do everything. */
  static Gate open() {
    return new Gate() {
      @Override
      public void check(AwsService service, String operation, AwsRequest request) {}

      @Override
      public Optional<AwsError> hidden(
          AwsService service, String operation, AwsRequest request, AwsError missing) {
        return Optional.empty();
      }
    };
  }
}
