package dev.sundial.local.endpoint;

/** Answers requests below {@code /_sundial}; they are not signed. */
@FunctionalInterface
public interface PageHandler {
  AwsResponse handle(AwsRequest request) throws Exception;
}
