package dev.sundial.registry;

import dev.sundial.local.part.PartHome;
import dev.sundial.local.part.Parts;
import dev.sundial.naming.RegistryKeys;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.s3.S3Client;

/** The registry's contract on DynamoDB Local and S3Mock; {@code shared} runs it on fakes. */
class RegistryIT {
  private static final AtomicInteger TABLES = new AtomicInteger();
  private static final StaticCredentialsProvider ANYONE =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret"));

  private static Parts parts;
  private static DynamoDbClient dynamo;
  private static S3Client s3;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    parts =
        Parts.start(
            new PartHome(Path.of("../dynamodb/target/lib"), folder.resolve("dynamodb"), List.of()),
            new PartHome(Path.of("../s3/target/lib"), folder.resolve("s3"), List.of()));
    dynamo =
        DynamoDbClient.builder()
            .endpointOverride(URI.create("http://127.0.0.1:" + parts.dynamoDb().port()))
            .region(Region.US_EAST_1)
            .credentialsProvider(ANYONE)
            .httpClient(UrlConnectionHttpClient.create())
            .build();
    s3 =
        S3Client.builder()
            .endpointOverride(URI.create("http://127.0.0.1:" + parts.s3().port()))
            .region(Region.US_EAST_1)
            .credentialsProvider(ANYONE)
            .httpClient(UrlConnectionHttpClient.create())
            .build();
    s3.createBucket(r -> r.bucket(ArtefactStoreContract.BUCKET));
  }

  @AfterAll
  static void stop() {
    dynamo.close();
    s3.close();
    parts.close();
  }

  private static Lab lab() {
    String table = "registry-" + TABLES.incrementAndGet();
    dynamo.createTable(
        r ->
            r.tableName(table)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(
                    key(RegistryKeys.PARTITION, KeyType.HASH),
                    key(RegistryKeys.SORT, KeyType.RANGE))
                .attributeDefinitions(text(RegistryKeys.PARTITION), text(RegistryKeys.SORT)));
    return new Lab(dynamo, table);
  }

  private static KeySchemaElement key(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }

  private static AttributeDefinition text(String name) {
    return AttributeDefinition.builder()
        .attributeName(name)
        .attributeType(ScalarAttributeType.S)
        .build();
  }

  @Nested
  class Undisturbed extends RegistryContract {
    @Override
    Lab newLab() {
      return lab();
    }
  }

  @Nested
  class Contended extends ContentionContract {
    @Override
    Lab newLab() {
      return lab();
    }
  }

  /** Fewer than the fake takes: DynamoDB Local does one thing at a time. */
  @Nested
  class Linearizable extends LinearizabilityContract {
    @Override
    Lab newLab() {
      return lab();
    }

    @Override
    int writers() {
      return 6;
    }

    @Override
    int rounds() {
      return 60;
    }

    /** Too few calls for everything to happen; on the fake it does. */
    @Override
    int least() {
      return 0;
    }

    @Override
    Backoff.Pause pause() {
      return Thread::sleep;
    }
  }

  /** Every call is hit, in one of the modes; the fake takes all of them. */
  @Nested
  class Crashing extends CrashContract {
    @Override
    Lab newLab() {
      return lab();
    }

    @Override
    boolean hits(int call, Fault.Mode mode) {
      return call % Fault.Mode.values().length == mode.ordinal();
    }
  }

  @Nested
  class Artefacts extends ArtefactStoreContract {
    @Override
    S3Client client() {
      return s3;
    }

    @Override
    void replace(String key, byte[] bytes) {
      s3.putObject(r -> r.bucket(BUCKET).key(key), RequestBody.fromBytes(bytes));
    }

    @Override
    String newKey() {
      return "models/iris/v/1/" + UUID.randomUUID();
    }
  }
}
