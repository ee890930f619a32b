package dev.sundial.local.part;

import java.io.IOException;

/**
 * Both parts, started side by side.
 *
 * @param dynamoDb DynamoDB Local, ready
 * @param s3 S3Mock, ready
 */
public record Parts(PartProcess dynamoDb, PartProcess s3) implements AutoCloseable {

  /**
   * Starts both and returns when both serve requests; when one cannot, neither is left running.
   *
   * @throws PartException saying which one failed, and how
   */
  public static Parts start(PartHome dynamoDb, PartHome s3)
      throws IOException, InterruptedException {
    var slower = S3Part.launch(s3);
    try {
      var faster = DynamoDbPart.launch(dynamoDb);
      try {
        return new Parts(faster.awaitReady(), slower.awaitReady());
      } catch (IOException | InterruptedException | RuntimeException e) {
        faster.close();
        throw e;
      }
    } catch (IOException | InterruptedException | RuntimeException e) {
      slower.close();
      throw e;
    }
  }

  /** Stops both. */
  @Override
  public void close() {
    var other = Thread.ofVirtual().start(dynamoDb::close);
    s3.close();
    try {
      other.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
