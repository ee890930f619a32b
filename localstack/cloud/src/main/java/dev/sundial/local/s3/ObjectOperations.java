package dev.sundial.local.s3;

import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.endpoint.AwsResponse;
import dev.sundial.local.endpoint.Headers;
import dev.sundial.local.iam.Permit;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The operations on objects: reads stream through, writes wait for their whole body and then take
 * turns per key.
 */
final class ObjectOperations {

  static final String ENCRYPTION = "x-amz-server-side-encryption";
  static final String AES = "AES256";
  private static final String STORAGE_CLASS = "x-amz-storage-class";
  private static final Set<String> STORAGE_CLASSES =
      Set.of(
          "STANDARD",
          "REDUCED_REDUNDANCY",
          "STANDARD_IA",
          "ONEZONE_IA",
          "INTELLIGENT_TIERING",
          "GLACIER",
          "GLACIER_IR",
          "DEEP_ARCHIVE",
          "OUTPOSTS",
          "SNOW",
          "EXPRESS_ONEZONE",
          "FSX_OPENZFS",
          "FSX_ONTAP");

  /** Evaluated here, since S3Mock looks before it writes. */
  private static final Set<String> CONDITIONS = Set.of("if-match", "if-none-match");

  private static final Pattern UPLOAD_ID =
      Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private final Buckets buckets;
  private final LocalObjects local;
  private final Path spool;
  private final Permit permit;
  private final KeyLocks locks = new KeyLocks();

  ObjectOperations(Buckets buckets, Path spool, Permit permit) {
    this.buckets = buckets;
    this.permit = permit;
    this.local = buckets.local();
    this.spool = spool;
  }

  /** What S3Mock answers by itself; bodies here are small documents. */
  AwsResponse forward(S3Call call) throws IOException {
    try {
      return send(call, call.headers(), BodyPublishers.ofByteArray(call.request().bytes()));
    } catch (AwsError e) {
      if (e.code().equals("NoSuchKey")) {
        buckets.require(call.bucket()); // an answer to HEAD does not tell
        if (call.request().query().has("versionId")) {
          throw new AwsError(404, "NoSuchVersion", "The specified version does not exist.");
        }
      }
      throw e;
    }
  }

  AwsResponse put(S3Call call) throws Exception {
    try (Payload payload = Payload.read(call.request(), spool)) {
      Headers headers = writeHeaders(call, payload);
      BodyPublisher body = payload.publisher();
      return locks.with(
          call.address(),
          () -> {
            checkConditions(call);
            return MockAnswers.written(send(call, headers, body));
          });
    }
  }

  AwsResponse copy(S3Call call) throws Exception {
    Headers headers = writeHeaders(call);
    return locks.with(
        call.address(),
        () -> {
          checkConditions(call);
          return send(call, headers, BodyPublishers.noBody());
        });
  }

  AwsResponse delete(S3Call call) throws Exception {
    return locks.with(
        call.address(),
        () -> {
          checkConditions(call);
          AwsResponse answer = send(call, withoutConditions(call), BodyPublishers.noBody());
          return call.request().query().has("versionId") ? answer : marked(call, answer);
        });
  }

  AwsResponse deleteMany(S3Call call) throws IOException {
    Deletions wanted = Deletions.parse(call.bucket(), call.request().bytes());
    buckets.require(call.bucket());
    List<Deletions.Target> allowed = new ArrayList<>();
    List<Deletions.Refused> refused = new ArrayList<>();
    for (Deletions.Target target : wanted.targets()) {
      permit
          .refusal(call.request().caller(), S3Accesses.deletion(target))
          .ifPresentOrElse(
              message -> refused.add(new Deletions.Refused(target, message)),
              () -> allowed.add(target));
    }
    List<XmlElement> answered = allowed.isEmpty() ? List.of() : deleted(call, allowed);
    byte[] listed = local.call("GET", call.address(), "versions&max-keys=" + Integer.MAX_VALUE);
    return AwsResponse.of(
        200, "application/xml", wanted.answer(answered, XmlElement.parse(listed), refused));
  }

  private List<XmlElement> deleted(S3Call call, List<Deletions.Target> targets) throws IOException {
    Headers type = Headers.of(Map.of("Content-Type", "application/xml"));
    BodyPublisher body = BodyPublishers.ofByteArray(Deletions.document(targets));
    return XmlElement.parse(MockAnswers.document(send(call, type, body))).children();
  }

  AwsResponse createUpload(S3Call call) throws IOException {
    call.request().bytes();
    return ofUpload(call, send(call, writeHeaders(call), BodyPublishers.noBody()));
  }

  AwsResponse uploadPart(S3Call call) throws IOException {
    checkUpload(call);
    buckets.uploads().abort(call.bucket());
    try (Payload payload = Payload.read(call.request(), spool)) {
      return send(call, partHeaders(call, payload), payload.publisher());
    }
  }

  AwsResponse completeUpload(S3Call call) throws Exception {
    byte[] parts = call.request().bytes();
    checkUpload(call);
    buckets.uploads().abort(call.bucket());
    return locks.with(
        call.address(),
        () -> {
          checkConditions(call);
          UploadSize.check(call, parts, local);
          return ofUpload(
              call, send(call, withoutConditions(call), BodyPublishers.ofByteArray(parts)));
        });
  }

  AwsResponse inUpload(S3Call call) throws IOException {
    if (!call.address().key().isEmpty()) {
      checkUpload(call);
    }
    buckets.uploads().abort(call.bucket());
    return ofUpload(call, send(call, call.headers(), BodyPublishers.noBody()));
  }

  private static AwsResponse ofUpload(S3Call call, AwsResponse answer) {
    return MockAnswers.upload(answer, call.header("Host").orElse(""));
  }

  /** S3Mock's ids are UUIDs, and it has no word for one that is none. */
  private static void checkUpload(S3Call call) {
    if (!UPLOAD_ID.matcher(call.request().query().first("uploadId", "")).matches()) {
      throw S3Errors.noSuchUpload();
    }
  }

  private AwsResponse send(S3Call call, Headers headers, BodyPublisher body) throws IOException {
    return local.send(call.request().method(), call.address(), call.passedQuery(), headers, body);
  }

  /** With the lock held: nobody writes the key between this and the write. */
  private void checkConditions(S3Call call) {
    var match = call.header("If-Match");
    var noneMatch = call.header("If-None-Match");
    if (noneMatch.isPresent() && !noneMatch.get().equals("*")) {
      throw S3Errors.notImplemented("If-None-Match with something else than *");
    }
    if (match.isEmpty() && noneMatch.isEmpty()) {
      return;
    }
    buckets.require(call.bucket());
    var existing = local.head(call.address());
    if (noneMatch.isPresent() && existing.isPresent()) {
      throw S3Errors.preconditionFailed();
    }
    if (match.isPresent()) {
      String etag = existing.orElseThrow(S3Errors::noSuchKey).first("ETag", "");
      if (!match.get().equals("*") && !unquoted(match.get()).equals(unquoted(etag))) {
        throw S3Errors.preconditionFailed();
      }
    }
  }

  private static String unquoted(String etag) {
    return etag.replace("\"", "");
  }

  private static Headers withoutConditions(S3Call call) {
    Map<String, List<String>> headers = call.passedHeaders();
    CONDITIONS.forEach(headers::remove);
    return new Headers(headers);
  }

  /** The headers of a write, with the encryption every bucket has by default. */
  private static Headers writeHeaders(S3Call call) {
    Map<String, List<String>> headers = call.passedHeaders();
    String encryption = call.header(ENCRYPTION).orElse(AES);
    if (!encryption.equals(AES)) {
      throw S3Errors.notImplemented("the encryption " + encryption + ", only AES256");
    }
    ObjectTags.check(call.header("x-amz-tagging").orElse(""));
    String storage = call.header(STORAGE_CLASS).orElse("STANDARD");
    if (!STORAGE_CLASSES.contains(storage)) {
      throw new AwsError(
          400, "InvalidStorageClass", "The storage class you specified is not valid");
    }
    if (!storage.equals("STANDARD")) {
      throw S3Errors.notImplemented("the storage class " + storage + ", only STANDARD");
    }
    if (!call.header("x-amz-acl")
        .orElse("bucket-owner-full-control")
        .equals("bucket-owner-full-control")) {
      throw noAcls();
    }
    CONDITIONS.forEach(headers::remove);
    headers.put(ENCRYPTION, List.of(encryption));
    return new Headers(headers);
  }

  /** Buckets here have their ACLs disabled, as every new one of AWS has. */
  static AwsError noAcls() {
    return new AwsError(400, "AccessControlListNotSupported", "The bucket does not allow ACLs");
  }

  private static Headers writeHeaders(S3Call call, Payload payload) {
    return plain(call, payload, writeHeaders(call));
  }

  private static Headers partHeaders(S3Call call, Payload payload) {
    return plain(call, payload, call.headers());
  }

  /**
   * The headers of a body that is no longer framed: its check sum among them, which S3Mock
   * compares.
   */
  private static Headers plain(S3Call call, Payload payload, Headers headers) {
    Map<String, List<String>> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    all.putAll(headers.values());
    all.remove("x-amz-sdk-checksum-algorithm");
    List<String> encodings =
        call.header("Content-Encoding").stream()
            .flatMap(value -> Arrays.stream(value.split(",")))
            .map(String::strip)
            .filter(value -> !value.equals("aws-chunked") && !value.isEmpty())
            .toList();
    all.remove("Content-Encoding");
    if (!encodings.isEmpty()) {
      all.put("Content-Encoding", List.of(String.join(",", encodings)));
    }
    payload
        .trailers()
        .forEach(
            (name, value) -> {
              if (name.startsWith("x-amz-checksum-")) {
                all.put(name, List.of(value));
              }
            });
    return new Headers(all);
  }

  /** S3Mock answers with the version that was latest before, S3 with that of the marker it made. */
  private AwsResponse marked(S3Call call, AwsResponse answer) {
    if (!answer.headers().first("x-amz-delete-marker", "false").equals("true")) {
      return without(answer, "x-amz-delete-marker", "x-amz-version-id");
    }
    String query = "versions&prefix=" + S3Address.encode(call.address().key());
    byte[] listed = local.call("GET", new S3Address(call.bucket(), ""), query);
    return XmlElement.parse(listed).children("DeleteMarker").stream()
        .filter(marker -> marker.text("Key").equals(call.address().key()))
        .filter(marker -> marker.text("IsLatest").equals("true"))
        .findFirst()
        .map(marker -> answer.with("x-amz-version-id", marker.text("VersionId")))
        .orElse(answer);
  }

  private static AwsResponse without(AwsResponse answer, String... names) {
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.putAll(answer.headers().values());
    List.of(names).forEach(headers::remove);
    return new AwsResponse(answer.status(), new Headers(headers), answer.body());
  }
}
