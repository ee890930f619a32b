package dev.sundial.local.endpoint;

/** Stands before the services: lets a request pass, or refuses it. */
public interface Gate {

  /**
   * @throws AwsError when the caller may not do what the request asks
   */
  void check(AwsService service, String operation, AwsRequest request);

  /** Whether the caller must not learn that something it asked for does not exist. */
  boolean hidesMissing(AwsService service, String operation, AwsRequest request);

  /** Lets everybody do everything. */
  static Gate open() {
    return new Gate() {
      @Override
      public void check(AwsService service, String operation, AwsRequest request) {}

      @Override
      public boolean hidesMissing(AwsService service, String operation, AwsRequest request) {
        return false;
      }
    };
  }
}
