package dev.sundial.serving;

import dev.sundial.aws.CallLimits;
import dev.sundial.lean.Endpoints;
import dev.sundial.lean.LeanDynamoDb;
import dev.sundial.lean.LeanS3;
import dev.sundial.lean.SignedHttp;
import dev.sundial.lifecycle.VersionId;
import dev.sundial.naming.ModelName;
import dev.sundial.registry.ArtefactStore;
import dev.sundial.registry.RegistryReader;
import dev.sundial.registry.ServingPointer;
import dev.sundial.registry.UnreadableArtefactException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/**
 * The registry as AWS keeps it. Credentials and clients are made when they are first needed, and
 * again after {@link #forget}: so none lives through a snapshot.
 */
public final class RegistryModelSource implements ModelSource {
  /** 300 ms in all for the pointer. */
  private static final CallLimits POINTER_SOON =
      new CallLimits(Duration.ofMillis(100), Duration.ofMillis(200), Duration.ofMillis(300), 2);

  /** 1 s in all for what it names. */
  private static final CallLimits SCORER_SOON =
      new CallLimits(Duration.ofMillis(200), Duration.ofMillis(800), Duration.ofSeconds(1), 2);

  /** With nothing to answer with; both together stay within the function's time-out of 10 s. */
  private static final CallLimits LATER =
      new CallLimits(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4), 4);

  private final Supplier<AwsCredentialsProvider> credentials;
  private final Endpoints endpoints;
  private final String table;
  private final String bucket;
  private final Clock clock;
  private final boolean keepAlive;

  private @Nullable Reads little;
  private @Nullable Reads much;

  /**
   * @param endpoints where DynamoDB and S3 answer
   * @param credentials makes the provider that signs
   * @param table name of the registry table
   * @param bucket name of the artefact bucket
   * @param clock dates the signatures
   * @param keepAlive whether connections are kept for the next read
   */
  public RegistryModelSource(
      Endpoints endpoints,
      Supplier<AwsCredentialsProvider> credentials,
      String table,
      String bucket,
      Clock clock,
      boolean keepAlive) {
    this.keepAlive = keepAlive;
    this.credentials = credentials;
    this.endpoints = endpoints;
    this.table = table;
    this.bucket = bucket;
    this.clock = clock;
  }

  /** The registry's reader over one client, and the artefacts over another. */
  private record Reads(RegistryReader registry, ArtefactStore artefacts) {}

  @Override
  public Pointed pointer(ModelName model, Patience patience) throws UnavailableException {
    try {
      ServingPointer pointer = reads(patience).registry().pointer(model);
      return new Pointed(
          pointer
              .champion()
              .map(champion -> new Wanted(model, champion.version(), champion.scorer())),
          pointer.latest(),
          pointer.previous());
    } catch (RuntimeException e) {
      throw new UnavailableException("the pointer could not be read: " + e.getMessage(), e);
    }
  }

  @Override
  public Optional<Wanted> version(ModelName model, VersionId version, Patience patience)
      throws UnavailableException {
    try {
      return reads(patience)
          .registry()
          .version(model, version)
          .map(found -> new Wanted(model, found.id(), found.scorer()));
    } catch (RuntimeException e) {
      throw new UnavailableException("the version could not be read: " + e.getMessage(), e);
    }
  }

  @Override
  public byte[] scorer(Wanted wanted, Patience patience)
      throws UnavailableException, BadArtefactException {
    try {
      return reads(patience).artefacts().read(wanted.scorer());
    } catch (UnreadableArtefactException e) {
      throw new BadArtefactException(String.valueOf(e.getMessage()), e);
    } catch (RuntimeException e) {
      throw new UnavailableException("the scorer could not be read: " + e.getMessage(), e);
    }
  }

  /** Lets go of clients and credentials; the next read makes new ones. */
  public synchronized void forget() {
    little = null;
    much = null;
  }

  private synchronized Reads reads(Patience patience) {
    return switch (patience) {
      case LITTLE -> little = little == null ? reads(POINTER_SOON, SCORER_SOON) : little;
      case MUCH -> much = much == null ? reads(LATER, LATER) : much;
    };
  }

  private Reads reads(CallLimits pointer, CallLimits scorer) {
    AwsCredentialsProvider signedBy = credentials.get();
    return new Reads(
        new RegistryReader(new LeanDynamoDb(endpoints, http("dynamodb", signedBy, pointer)), table),
        new ArtefactStore(new LeanS3(endpoints, http("s3", signedBy, scorer)), bucket));
  }

  private SignedHttp http(String service, AwsCredentialsProvider signedBy, CallLimits limits) {
    return new SignedHttp(service, endpoints.region(), signedBy, limits, clock, keepAlive);
  }
}
