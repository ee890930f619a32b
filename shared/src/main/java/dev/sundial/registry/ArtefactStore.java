package dev.sundial.registry;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Artefacts in their bucket: written once, never changed, read only when whole. */
public final class ArtefactStore {
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final int CONFLICT = 409;
  private static final int PRECONDITION_FAILED = 412;

  private final S3Client client;
  private final String bucket;

  /**
   * @param client with bounded attempts and time-outs, see {@code dev.sundial.aws}
   * @param bucket name of the artefact bucket
   */
  public ArtefactStore(S3Client client, String bucket) {
    this.client = client;
    this.bucket = bucket;
  }

  /**
   * Writes an object that does not exist yet. Writing the same bytes again is no error: that is
   * what an attempt whose reply was lost does.
   *
   * @throws RegistryConflictException when the key holds other bytes
   * @throws RegistryUnavailableException when S3 could not take it
   */
  public ArtefactRef put(String key, ArtefactRole role, String format, byte[] bytes) {
    byte[] hash = sha256(bytes);
    ArtefactRef ref =
        new ArtefactRef(role, format, key, HexFormat.of().formatHex(hash), bytes.length);
    try {
      client.putObject(
          r ->
              r.bucket(bucket)
                  .key(key)
                  .ifNoneMatch("*")
                  .checksumAlgorithm(ChecksumAlgorithm.SHA256)
                  .checksumSHA256(Base64.getEncoder().encodeToString(hash)),
          RequestBody.fromBytes(bytes));
    } catch (S3Exception e) {
      if (e.statusCode() != PRECONDITION_FAILED && e.statusCode() != CONFLICT) {
        throw unavailable("write", key, e);
      }
      confirm(ref, e);
    } catch (SdkException e) {
      throw unavailable("write", key, e);
    }
    return ref;
  }

  /**
   * Reads an object whole: its size is checked before its bytes are read, its hash before they are
   * returned.
   *
   * @throws UnreadableArtefactException when it is missing, forbidden, or not what the reference
   *     promises
   * @throws RegistryUnavailableException when S3 could not answer
   */
  public byte[] read(ArtefactRef ref) {
    byte[] bytes;
    try (ResponseInputStream<GetObjectResponse> object =
        client.getObject(r -> r.bucket(bucket).key(ref.key()))) {
      long size = object.response().contentLength();
      if (size != ref.bytes()) {
        object.abort();
        throw new UnreadableArtefactException(
            ref.key(), "has " + size + " bytes, must have " + ref.bytes());
      }
      bytes = object.readNBytes((int) ref.bytes());
    } catch (S3Exception e) {
      if (e.statusCode() == FORBIDDEN) {
        throw UnreadableArtefactException.forbidden(ref.key());
      }
      if (e.statusCode() == NOT_FOUND) {
        throw new UnreadableArtefactException(ref.key(), "S3 answers 404: missing");
      }
      throw unavailable("read", ref.key(), e);
    } catch (SdkException | IOException e) {
      throw unavailable("read", ref.key(), e);
    }
    if (bytes.length != ref.bytes()) {
      throw new RegistryUnavailableException("S3 broke off while sending " + ref.key());
    }
    String hash = HexFormat.of().formatHex(sha256(bytes));
    if (!hash.equals(ref.sha256())) {
      throw new UnreadableArtefactException(
          ref.key(), "has SHA-256 " + hash + ", must have " + ref.sha256());
    }
    return bytes;
  }

  /**
   * Reads an object as {@link #read} does, and tells one that is missing from a role that may not
   * read: S3 answers 403 to both, but the latter may not read another one either.
   *
   * @param other one that exists
   * @throws UnreadableArtefactException when it is missing, forbidden by itself, or not what the
   *     reference promises
   * @throws RegistryUnavailableException when S3 could not answer, or refuses the other one too
   */
  public byte[] readUnlessRefused(ArtefactRef ref, ArtefactRef other) {
    try {
      return read(ref);
    } catch (UnreadableArtefactException e) {
      if (e.isForbidden()) {
        requireReadable(other);
      }
      throw e;
    }
  }

  private void requireReadable(ArtefactRef ref) {
    try {
      byte[] unused = read(ref);
    } catch (UnreadableArtefactException e) {
      throw unavailable("read", ref.key(), e);
    }
  }

  /** The key was taken: by these very bytes, whose reply was lost, or by others. */
  private void confirm(ArtefactRef ref, S3Exception taken) {
    try {
      byte[] unused = read(ref);
    } catch (UnreadableArtefactException e) {
      if (taken.statusCode() == CONFLICT) {
        throw unavailable("write", ref.key(), taken);
      }
      throw new RegistryConflictException(
          "artefact " + ref.key() + " was written before, with other bytes", e);
    }
  }

  private static RegistryUnavailableException unavailable(String verb, String key, Exception e) {
    return new RegistryUnavailableException("S3 could not " + verb + " " + key + ": " + e, e);
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
