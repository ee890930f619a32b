package dev.sundial.local.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.sundial.local.iam.Permit;
import dev.sundial.local.part.BuiltParts;
import dev.sundial.local.part.PartClient;
import dev.sundial.local.part.PartProcess;
import dev.sundial.local.stack.Assets;
import dev.sundial.local.stack.Deployment;
import dev.sundial.local.stack.Properties;
import dev.sundial.local.state.StateStore;
import dev.sundial.local.testing.ClientEndpoint;
import dev.sundial.local.testing.HandClock;
import dev.sundial.local.wire.Trees;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.DeleteMarkerEntry;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

@TestInstance(Lifecycle.PER_CLASS)
final class S3ServiceIT {

  /** In real time, which S3Mock lives in here, long past. */
  private static final String START = "2020-01-01T00:00:00Z";

  private static final String BUCKET = "sundial-test-artefacts-000000000000-us-east-1";

  private final PartProcess part;
  private final PartClient client;
  private final HandClock clock = new HandClock(START);
  private final Buckets buckets;
  private final ClientEndpoint endpoint;
  private final S3Client s3;
  private final Set<String> forbidden = ConcurrentHashMap.newKeySet();
  private final Path spool;
  private final HttpClient http = HttpClient.newHttpClient();

  S3ServiceIT(@TempDir Path folder) throws Exception {
    part = BuiltParts.s3(folder);
    client = new PartClient(part);
    buckets = new Buckets(client, StateStore.inMemory(), clock);
    spool = Files.createDirectories(folder.resolve("spool"));
    Permit permit =
        (caller, access) ->
            forbidden.contains(access.resource()) ? Optional.of("not " + access) : Optional.empty();
    endpoint = new ClientEndpoint(new S3Service(buckets, spool, permit));
    s3 = endpoint.client(S3Client.builder());
  }

  @AfterAll
  void stop() throws Exception {
    s3.close();
    endpoint.close();
    client.close();
    part.close();
  }

  @BeforeEach
  void makeBucket() {
    clock.set(Instant.parse(START));
    forbidden.clear();
    for (var bucket : s3.listBuckets().buckets()) {
      buckets.clear(bucket.name());
      s3.deleteBucket(request -> request.bucket(bucket.name()));
    }
    s3.createBucket(request -> request.bucket(BUCKET));
    version(BUCKET);
  }

  @Test
  void tellsTheCheckSumOfTheWholeObjectOnlyWithTheWholeObject() {
    s3.putObject(
        request -> request.bucket(BUCKET).key("k").checksumAlgorithm(ChecksumAlgorithm.CRC32),
        RequestBody.fromString("0123456789"));

    var whole =
        s3.getObjectAsBytes(
            request -> request.bucket(BUCKET).key("k").checksumMode(ChecksumMode.ENABLED));
    assertThat(whole.response().checksumCRC32()).isEqualTo("poTHxg==");
    assertThat(whole.response().checksumType()).isEqualTo(ChecksumType.FULL_OBJECT);

    var part =
        s3.getObjectAsBytes(
            request ->
                request
                    .bucket(BUCKET)
                    .key("k")
                    .range("bytes=2-4")
                    .checksumMode(ChecksumMode.ENABLED));
    assertThat(part.asUtf8String()).isEqualTo("234");
    assertThat(part.response().checksumCRC32()).isNull();
  }

  @Test
  void hasAnEmptySetOfTagsForAnObjectWithoutAny() {
    s3.putObject(request -> request.bucket(BUCKET).key("k"), RequestBody.fromString("a"));

    var tags = s3.getObjectTagging(request -> request.bucket(BUCKET).key("k"));

    assertThat(tags.hasTagSet()).isTrue();
    assertThat(tags.tagSet()).isEmpty();
  }

  @Test
  void tellsTheMarkersThatDeletingManyMade() {
    s3.putObject(request -> request.bucket(BUCKET).key("k"), RequestBody.fromString("a"));

    var deleted =
        s3.deleteObjects(
            request ->
                request
                    .bucket(BUCKET)
                    .delete(all -> all.objects(ObjectIdentifier.builder().key("k").build())));

    var marker =
        s3.listObjectVersions(request -> request.bucket(BUCKET)).deleteMarkers().getFirst();
    assertThat(deleted.deleted()).hasSize(1);
    assertThat(deleted.deleted().getFirst().deleteMarker()).isTrue();
    assertThat(deleted.deleted().getFirst().deleteMarkerVersionId()).isEqualTo(marker.versionId());
  }

  @Test
  void deletesOfManyWhatTheCallerMayDelete() {
    put("mine", "a");
    put("theirs", "a");
    forbidden.add("arn:aws:s3:::" + BUCKET + "/theirs");
    ObjectIdentifier mine = ObjectIdentifier.builder().key("mine").build();
    ObjectIdentifier theirs = ObjectIdentifier.builder().key("theirs").build();

    var some = s3.deleteObjects(r -> r.bucket(BUCKET).delete(all -> all.objects(theirs, mine)));

    assertThat(some.deleted()).extracting(one -> one.key()).containsExactly("mine");
    assertThat(some.errors()).extracting(one -> one.key()).containsExactly("theirs");
    assertThat(some.errors()).extracting(one -> one.code()).containsExactly("AccessDenied");
    var listed = s3.listObjectsV2(r -> r.bucket(BUCKET)).contents();
    assertThat(listed).extracting(one -> one.key()).containsExactly("theirs");

    var none = s3.deleteObjects(r -> r.bucket(BUCKET).delete(all -> all.objects(theirs)));
    assertThat(none.deleted()).isEmpty();
    assertThat(none.errors()).hasSize(1);

    put("mine", "a");
    var quiet =
        s3.deleteObjects(
            r -> r.bucket(BUCKET).delete(all -> all.objects(theirs, mine).quiet(true)));
    assertThat(quiet.deleted()).isEmpty();
    assertThat(quiet.errors()).extracting(one -> one.key()).containsExactly("theirs");
    assertThat(s3.listObjectsV2(r -> r.bucket(BUCKET)).contents()).hasSize(1);
    assertError(
        404,
        "NoSuchBucket",
        () -> s3.deleteObjects(r -> r.bucket("absent").delete(all -> all.objects(mine))));
  }

  @Test
  void refusesWhatIsAskedOfAnotherAccount() {
    put("k", "a");
    assertThat(
            s3.headObject(r -> r.bucket(BUCKET).key("k").expectedBucketOwner("000000000000"))
                .contentLength())
        .isEqualTo(1);
    assertError(
        403,
        "AccessDenied",
        () ->
            s3.getObjectAsBytes(
                r -> r.bucket(BUCKET).key("k").expectedBucketOwner("111122223333")));
  }

  @Test
  void refusesAclsOfObjects() {
    RequestBody body = RequestBody.fromString("a");
    String none = "AccessControlListNotSupported";
    s3.putObject(r -> r.bucket(BUCKET).key("k").acl("bucket-owner-full-control"), body);
    assertError(400, none, () -> s3.putObject(r -> r.bucket(BUCKET).key("k").acl("private"), body));
    assertError(
        400, none, () -> s3.putObject(r -> r.bucket(BUCKET).key("k").grantRead("id=1"), body));
    assertError(
        501,
        "NotImplemented",
        () -> s3.putObject(r -> r.bucket(BUCKET).key("k").websiteRedirectLocation("/x"), body));
  }

  @Test
  void writesTheSettingThatWasAskedFor() throws Exception {
    String document =
        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"s3:*\",\"Resource\":\"*\"}]}";
    var request =
        HttpRequest.newBuilder(URI.create(endpoint.uri() + "/" + BUCKET + "?encryption&policy"))
            .header(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=test/20300101/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=0")
            .PUT(BodyPublishers.ofString(document))
            .build();

    assertThat(http.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(501);
    assertError(404, "NoSuchBucketPolicy", () -> s3.getBucketPolicy(r -> r.bucket(BUCKET)));
  }

  @Test
  void refusesWhatIsAskedWithAParameterThatNobodyReads() {
    s3.putObject(request -> request.bucket(BUCKET).key("k"), RequestBody.fromString("a"));

    assertError(
        501,
        "NotImplemented",
        () -> s3.getObjectAsBytes(request -> request.bucket(BUCKET).key("k").partNumber(1)));
    assertError(
        501,
        "NotImplemented",
        () -> s3.getBucketMetadataTableConfiguration(request -> request.bucket(BUCKET)));
  }

  @Test
  void wantsEachTagOnce() {
    assertError(
        400,
        "InvalidTag",
        () ->
            s3.putObject(
                request -> request.bucket(BUCKET).key("k").tagging("a=1&a=2"),
                RequestBody.fromString("a")));
  }

  @Test
  void refusesABodyThatIsNotTheOneItsDigestIsOf() {
    assertError(
        400,
        "BadDigest",
        () ->
            s3.putObject(
                request -> request.bucket(BUCKET).key("k").checksumCRC32("AAAAAA=="),
                RequestBody.fromString("a")));
  }

  @Test
  void givesTheWholeObjectForWhatIsNoRange() {
    s3.putObject(request -> request.bucket(BUCKET).key("k"), RequestBody.fromString("abc"));

    assertThat(
            s3.getObjectAsBytes(request -> request.bucket(BUCKET).key("k").range("bytes=x"))
                .asUtf8String())
        .isEqualTo("abc");
  }

  @Test
  void knowsNoUploadOfAnIdThatIsNone() {
    assertError(
        404,
        "NoSuchUpload",
        () -> s3.listParts(request -> request.bucket(BUCKET).key("k").uploadId("none")));
    assertError(
        404,
        "NoSuchUpload",
        () -> s3.abortMultipartUpload(r -> r.bucket(BUCKET).key("k").uploadId("none")));
  }

  @Test
  void refusesAStorageClassThatThereIsNot() {
    assertError(
        400,
        "InvalidStorageClass",
        () ->
            s3.putObject(
                request -> request.bucket(BUCKET).key("k").storageClass("NOPE"),
                RequestBody.fromString("a")));
    assertError(
        501,
        "NotImplemented",
        () ->
            s3.putObject(
                request -> request.bucket(BUCKET).key("k").storageClass("GLACIER"),
                RequestBody.fromString("a")));
  }

  @Test
  void readsBackWhatWasWritten() {
    var put =
        s3.putObject(
            request ->
                request
                    .bucket(BUCKET)
                    .key("a/b.json")
                    .contentType("application/json")
                    .metadata(Map.of("run", "1")),
            RequestBody.fromString("{}"));
    assertThat(put.eTag()).isEqualTo("\"99914b932bd37a50b983c5e7c90ae93b\"");
    assertThat(put.versionId()).isNotEmpty();
    assertThat(put.serverSideEncryption()).isEqualTo(ServerSideEncryption.AES256);

    var got = s3.getObjectAsBytes(request -> request.bucket(BUCKET).key("a/b.json"));
    assertThat(got.asUtf8String()).isEqualTo("{}");
    assertThat(got.response().contentType()).isEqualTo("application/json");
    assertThat(got.response().metadata()).containsEntry("run", "1");
    assertThat(got.response().versionId()).isEqualTo(put.versionId());
    assertThat(got.response().serverSideEncryption()).isEqualTo(ServerSideEncryption.AES256);
    var head = s3.headObject(request -> request.bucket(BUCKET).key("a/b.json"));
    assertThat(head.contentLength()).isEqualTo(2);
    assertThat(head.eTag()).isEqualTo(put.eTag());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a b+c&d=e",
        "ünï/😀",
        "folder/",
        "a;b",
        "q?x#y%20z",
        "a:b@c,d$e!(f)*g~h'i",
        "%2F",
        "..."
      })
  void keepsKeysAsTheyAre(String key) {
    s3.putObject(request -> request.bucket(BUCKET).key(key), RequestBody.fromString(key));

    assertThat(s3.getObjectAsBytes(request -> request.bucket(BUCKET).key(key)).asUtf8String())
        .isEqualTo(key);
    assertThat(s3.listObjectsV2(request -> request.bucket(BUCKET)).contents())
        .extracting(S3Object::key)
        .containsExactly(key);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a//b", "a/../b", "./a", "a/.", "a\\b", "/a"})
  void refusesKeysThatThePartWouldConfuse(String key) {
    assertThatThrownBy(
            () ->
                s3.putObject(
                    request -> request.bucket(BUCKET).key(key), RequestBody.fromString("x")))
        .isInstanceOfSatisfying(S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(501));
  }

  @Test
  void keepsBodiesTooBigForMemoryAndTheirRanges() throws Exception {
    byte[] body = bytes(5 * 1024 * 1024 + 1);
    s3.putObject(request -> request.bucket(BUCKET).key("big"), RequestBody.fromBytes(body));

    assertThat(s3.getObjectAsBytes(request -> request.bucket(BUCKET).key("big")).asByteArray())
        .isEqualTo(body);
    var range =
        s3.getObjectAsBytes(request -> request.bucket(BUCKET).key("big").range("bytes=10-19"));
    assertThat(range.asByteArray()).isEqualTo(Arrays.copyOfRange(body, 10, 20));
    assertThat(range.response().contentRange()).isEqualTo("bytes 10-19/5242881");
    assertThatThrownBy(
            () ->
                s3.getObjectAsBytes(
                    request -> request.bucket(BUCKET).key("big").range("bytes=5242881-")))
        .isInstanceOfSatisfying(
            S3Exception.class,
            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("InvalidRange"));
    try (var files = Files.list(spool)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void comparesCheckSumsBeforeItWrites() throws Exception {
    var right = base64("right");
    s3.putObject(
        request -> request.bucket(BUCKET).key("k").checksumSHA256(right),
        RequestBody.fromString("right"));
    assertThat(
            s3.headObject(request -> request.bucket(BUCKET).key("k").checksumMode("ENABLED"))
                .checksumSHA256())
        .isEqualTo(right);

    assertThatThrownBy(
            () ->
                s3.putObject(
                    request -> request.bucket(BUCKET).key("k").checksumSHA256(right).ifMatch("*"),
                    RequestBody.fromString("wrong")))
        .isInstanceOfSatisfying(S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(400));
    assertThat(text("k")).isEqualTo("right");
  }

  @Test
  void writesOnceWhenAskedTo() {
    s3.putObject(
        request -> request.bucket(BUCKET).key("k").ifNoneMatch("*"), RequestBody.fromString("one"));
    assertPrecondition(
        () ->
            s3.putObject(
                request -> request.bucket(BUCKET).key("k").ifNoneMatch("*"),
                RequestBody.fromString("two")));
    assertThat(text("k")).isEqualTo("one");

    s3.deleteObject(request -> request.bucket(BUCKET).key("k"));
    s3.putObject(
        request -> request.bucket(BUCKET).key("k").ifNoneMatch("*"),
        RequestBody.fromString("three"));
    assertThat(text("k")).isEqualTo("three");
  }

  @Test
  void replacesOnlyTheOneThatWasSeen() {
    var first = put("k", "one");
    assertPrecondition(
        () ->
            s3.putObject(
                request -> request.bucket(BUCKET).key("k").ifMatch("\"0\""),
                RequestBody.fromString("x")));
    s3.putObject(
        request -> request.bucket(BUCKET).key("k").ifMatch(first.eTag()),
        RequestBody.fromString("two"));
    assertPrecondition(
        () ->
            s3.putObject(
                request -> request.bucket(BUCKET).key("k").ifMatch(first.eTag()),
                RequestBody.fromString("x")));
    assertThat(text("k")).isEqualTo("two");
    assertThatThrownBy(
            () ->
                s3.putObject(
                    request -> request.bucket(BUCKET).key("absent").ifMatch("\"0\""),
                    RequestBody.fromString("x")))
        .isInstanceOf(NoSuchKeyException.class);
  }

  @Test
  void letsOneOfManyWritersWin() throws Exception {
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int round = 0; round < 5; round++) {
        var key = "race-" + round;
        Callable<Boolean> writer =
            () -> {
              try {
                s3.putObject(
                    request -> request.bucket(BUCKET).key(key).ifNoneMatch("*"),
                    RequestBody.fromString("x"));
                return true;
              } catch (S3Exception e) {
                assertThat(e.statusCode()).isEqualTo(412);
                return false;
              }
            };
        var winners =
            pool.invokeAll(Collections.nCopies(8, writer)).stream()
                .filter(future -> future.resultNow())
                .count();
        assertThat(winners).isEqualTo(1);
        assertThat(s3.listObjectVersions(request -> request.bucket(BUCKET).prefix(key)).versions())
            .hasSize(1);
      }
    }
  }

  @Test
  void keepsVersionsAndMarkers() {
    var one = put("k", "one").versionId();
    var two = put("k", "two").versionId();
    var marker = s3.deleteObject(request -> request.bucket(BUCKET).key("k"));
    assertThat(marker.deleteMarker()).isTrue();

    assertThatThrownBy(() -> text("k")).isInstanceOf(NoSuchKeyException.class);
    assertThat(
            s3.getObjectAsBytes(request -> request.bucket(BUCKET).key("k").versionId(one))
                .asUtf8String())
        .isEqualTo("one");
    var listed = s3.listObjectVersions(request -> request.bucket(BUCKET));
    assertThat(listed.versions()).extracting(ObjectVersion::versionId).containsExactly(two, one);
    assertThat(listed.deleteMarkers())
        .extracting(DeleteMarkerEntry::versionId)
        .containsExactly(marker.versionId());
    assertThat(s3.listObjectsV2(request -> request.bucket(BUCKET)).contents()).isEmpty();

    s3.deleteObject(request -> request.bucket(BUCKET).key("k").versionId(marker.versionId()));
    assertThat(text("k")).isEqualTo("two");
    assertThatThrownBy(
            () ->
                s3.getObjectAsBytes(
                    request -> request.bucket(BUCKET).key("k").versionId(marker.versionId())))
        .isInstanceOfSatisfying(
            S3Exception.class,
            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("NoSuchVersion"));
  }

  @Test
  void refusesToChangeTheVersioningOfObjectsThatAreThere() {
    s3.createBucket(request -> request.bucket("plain"));
    s3.putObject(request -> request.bucket("plain").key("k"), RequestBody.fromString("x"));
    assertThat(
            s3.getObjectAsBytes(request -> request.bucket("plain").key("k")).response().versionId())
        .isNull();
    assertError(501, "NotImplemented", () -> version("plain"));
    assertError(
        501,
        "NotImplemented",
        () ->
            s3.putBucketVersioning(
                request ->
                    request
                        .bucket(BUCKET)
                        .versioningConfiguration(
                            versioning -> versioning.status(BucketVersioningStatus.SUSPENDED))));
    version(BUCKET);
  }

  @Test
  void listsInPagesAndFolders() {
    List.of("a/1", "a/2", "a/b/3", "c").forEach(key -> put(key, key));

    var folders = s3.listObjectsV2(request -> request.bucket(BUCKET).prefix("a/").delimiter("/"));
    assertThat(folders.contents()).extracting(S3Object::key).containsExactly("a/1", "a/2");
    assertThat(folders.commonPrefixes())
        .extracting(prefix -> prefix.prefix())
        .containsExactly("a/b/");
    assertThat(s3.listObjectsV2Paginator(request -> request.bucket(BUCKET).maxKeys(1)).contents())
        .extracting(S3Object::key)
        .containsExactly("a/1", "a/2", "a/b/3", "c");
  }

  @Test
  void pagesThroughVersionsAndPrefixes() {
    List.of("a/1", "a/2", "b", "c/1").forEach(key -> put(key, key));
    put("b", "again");
    s3.deleteObject(request -> request.bucket(BUCKET).key("a/2"));

    assertThat(
            s3.listObjectVersionsPaginator(request -> request.bucket(BUCKET).maxKeys(2)).versions())
        .extracting(ObjectVersion::key, ObjectVersion::isLatest)
        .containsExactly(
            tuple("a/1", true),
            tuple("a/2", false),
            tuple("b", true),
            tuple("b", false),
            tuple("c/1", true));
    var page = s3.listObjectsV2(request -> request.bucket(BUCKET).delimiter("/").maxKeys(1));
    assertThat(page.commonPrefixes()).extracting(prefix -> prefix.prefix()).containsExactly("a/");
    var next =
        s3.listObjectsV2(
            request ->
                request
                    .bucket(BUCKET)
                    .delimiter("/")
                    .maxKeys(5)
                    .continuationToken(page.nextContinuationToken()));
    assertThat(next.contents()).extracting(S3Object::key).containsExactly("b");
    assertThat(next.commonPrefixes()).extracting(prefix -> prefix.prefix()).containsExactly("c/");
    assertThat(next.isTruncated()).isFalse();
    var old = s3.listObjects(request -> request.bucket(BUCKET).marker("a/1").maxKeys(1));
    assertThat(old.contents()).extracting(S3Object::key).containsExactly("b");
    assertThat(old.isTruncated()).isTrue();
  }

  @Test
  void assemblesUploadsInParts() {
    byte[] head = bytes(5 * 1024 * 1024);
    var upload = s3.createMultipartUpload(request -> request.bucket(BUCKET).key("k")).uploadId();
    var one =
        s3.uploadPart(
            request -> request.bucket(BUCKET).key("k").uploadId(upload).partNumber(1),
            RequestBody.fromBytes(head));
    var two =
        s3.uploadPart(
            request -> request.bucket(BUCKET).key("k").uploadId(upload).partNumber(2),
            RequestBody.fromString("tail"));
    assertThat(s3.listParts(request -> request.bucket(BUCKET).key("k").uploadId(upload)).parts())
        .hasSize(2);
    put("k", "in between");
    assertPrecondition(
        () ->
            s3.completeMultipartUpload(
                request ->
                    request
                        .bucket(BUCKET)
                        .key("k")
                        .uploadId(upload)
                        .ifNoneMatch("*")
                        .multipartUpload(
                            parts ->
                                parts.parts(
                                    part(1, one.eTag(), one.checksumCRC32()),
                                    part(2, two.eTag(), two.checksumCRC32())))));
    s3.completeMultipartUpload(
        request ->
            request
                .bucket(BUCKET)
                .key("k")
                .uploadId(upload)
                .multipartUpload(
                    parts ->
                        parts.parts(
                            part(1, one.eTag(), one.checksumCRC32()),
                            part(2, two.eTag(), two.checksumCRC32()))));

    byte[] whole = s3.getObjectAsBytes(request -> request.bucket(BUCKET).key("k")).asByteArray();
    assertThat(whole).hasSize(head.length + 4).startsWith(head).endsWith("tail".getBytes(UTF_8));
    assertThat(s3.listMultipartUploads(request -> request.bucket(BUCKET)).uploads()).isEmpty();
  }

  @Test
  void abortsAbandonedUploadsAtMidnightAfterTheirDays() {
    s3.putBucketLifecycleConfiguration(
        request ->
            request
                .bucket(BUCKET)
                .lifecycleConfiguration(
                    lifecycle ->
                        lifecycle.rules(
                            rule ->
                                rule.id("r")
                                    .status("Enabled")
                                    .filter(filter -> filter.prefix("a/"))
                                    .abortIncompleteMultipartUpload(
                                        abort -> abort.daysAfterInitiation(7)))));
    var upload = s3.createMultipartUpload(request -> request.bucket(BUCKET).key("a/k")).uploadId();
    s3.createMultipartUpload(request -> request.bucket(BUCKET).key("b/k"));
    var initiated =
        s3.listMultipartUploads(request -> request.bucket(BUCKET)).uploads().getFirst().initiated();
    var end = initiated.plus(Duration.ofDays(8)).truncatedTo(ChronoUnit.DAYS);

    clock.set(end.minusMillis(1));
    assertThat(s3.listMultipartUploads(request -> request.bucket(BUCKET)).uploads()).hasSize(2);
    clock.set(end);
    assertError(
        404,
        "NoSuchUpload",
        () ->
            s3.uploadPart(
                request -> request.bucket(BUCKET).key("a/k").uploadId(upload).partNumber(1),
                RequestBody.fromString("x")));
    assertThat(s3.listMultipartUploads(request -> request.bucket(BUCKET)).uploads())
        .extracting(some -> some.key())
        .containsExactly("b/k");
    assertError(
        501,
        "NotImplemented",
        () ->
            s3.putBucketLifecycleConfiguration(
                request ->
                    request
                        .bucket(BUCKET)
                        .lifecycleConfiguration(
                            lifecycle ->
                                lifecycle.rules(
                                    rule ->
                                        rule.id("r")
                                            .status("Enabled")
                                            .filter(filter -> filter.prefix(""))
                                            .expiration(expiry -> expiry.days(1))))));
  }

  @Test
  void templateResourcesAreMadeReadBackChangedAndDeleted() {
    var buckets = new BucketResource(this.buckets);
    var deployment = new Deployment("stack", "DataBucket", 1, Assets.none(), false);
    var declared = buckets.read(bucket(TEMPLATE));
    assertThat(buckets.givenName(declared)).contains("sundial-test-data");

    var resource = buckets.create(declared, deployment);
    assertThat(resource.attributes())
        .containsEntry("Arn", "arn:aws:s3:::sundial-test-data")
        .containsEntry("RegionalDomainName", "sundial-test-data.s3.us-east-1.amazonaws.com");
    assertThat(s3.getBucketVersioning(request -> request.bucket("sundial-test-data")).status())
        .isEqualTo(BucketVersioningStatus.ENABLED);
    assertThat(
            s3.getBucketLifecycleConfiguration(request -> request.bucket("sundial-test-data"))
                .rules())
        .extracting(rule -> rule.abortIncompleteMultipartUpload().daysAfterInitiation())
        .containsExactly(7);
    assertThat(
            s3.getPublicAccessBlock(request -> request.bucket("sundial-test-data"))
                .publicAccessBlockConfiguration()
                .blockPublicAcls())
        .isTrue();
    assertThat(
            s3.getBucketOwnershipControls(request -> request.bucket("sundial-test-data"))
                .ownershipControls()
                .rules()
                .getFirst()
                .objectOwnershipAsString())
        .isEqualTo("BucketOwnerEnforced");

    var policies = new BucketPolicyResource(this.buckets);
    var policy = policies.read(bucket(POLICY));
    var policyResource = policies.create(policy, deployment);
    assertThat(s3.getBucketPolicy(request -> request.bucket("sundial-test-data")).policy())
        .contains("aws:SecureTransport");
    policies.delete(policyResource, deployment);
    assertError(
        404,
        "NoSuchBucketPolicy",
        () -> s3.getBucketPolicy(request -> request.bucket("sundial-test-data")));

    assertThat(buckets.holds(resource)).isEmpty();
    s3.putObject(
        request -> request.bucket("sundial-test-data").key("k"), RequestBody.fromString("x"));
    s3.deleteObject(request -> request.bucket("sundial-test-data").key("k"));
    assertThat(buckets.holds(resource)).isPresent();
    assertThat(buckets.create(declared, deployment)).isEqualTo(resource);
    assertThat(buckets.holds(resource)).isPresent();

    var unversioned = buckets.read(bucket("{\"BucketName\": \"sundial-test-data\"}"));
    assertThat(buckets.replacement(declared, unversioned)).isPresent();
    var plain =
        buckets.read(
            bucket(
                "{\"BucketName\": \"sundial-test-data\", \"VersioningConfiguration\": {\"Status\": \"Enabled\"}}"));
    assertThat(buckets.replacement(declared, plain)).isEmpty();
    buckets.update(resource, declared, plain, deployment);
    assertError(
        404,
        "NoSuchLifecycleConfiguration",
        () -> s3.getBucketLifecycleConfiguration(request -> request.bucket("sundial-test-data")));
    buckets.delete(resource, deployment);
    buckets.delete(resource, deployment);
    assertThatThrownBy(() -> s3.listObjectsV2(request -> request.bucket("sundial-test-data")))
        .isInstanceOf(NoSuchBucketException.class);
  }

  @Test
  void templateResourceRefusesWhatIsNotImplemented() {
    var properties =
        bucket(
            "{\"BucketName\": \"b\", \"WebsiteConfiguration\": {}, \"VersioningConfiguration\": {\"Status\": \"Enabled\"}, "
                + "\"LifecycleConfiguration\": {\"Rules\": [{\"Status\": \"Enabled\", \"ExpirationInDays\": 1, "
                + "\"AbortIncompleteMultipartUpload\": {\"DaysAfterInitiation\": 1}}]}}");
    new BucketResource(buckets).read(properties);
    assertThat(properties.unasked())
        .containsExactly(
            "stack.Bucket.WebsiteConfiguration",
            "stack.Bucket.LifecycleConfiguration.Rules[0].ExpirationInDays");
  }

  private static final String TEMPLATE =
      """
      {"BucketName": "sundial-test-data",
       "VersioningConfiguration": {"Status": "Enabled"},
       "BucketEncryption": {"ServerSideEncryptionConfiguration": [{"ServerSideEncryptionByDefault": {"SSEAlgorithm": "AES256"}}]},
       "PublicAccessBlockConfiguration": {"BlockPublicAcls": true, "BlockPublicPolicy": true, "IgnorePublicAcls": true, "RestrictPublicBuckets": true},
       "OwnershipControls": {"Rules": [{"ObjectOwnership": "BucketOwnerEnforced"}]},
       "LifecycleConfiguration": {"Rules": [{"Id": "abandoned-uploads", "Status": "Enabled", "AbortIncompleteMultipartUpload": {"DaysAfterInitiation": 7}}]}}
      """;

  private static final String POLICY =
      """
      {"Bucket": "sundial-test-data",
       "PolicyDocument": {"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Principal": {"AWS": "*"}, "Action": "s3:*",
         "Condition": {"Bool": {"aws:SecureTransport": "false"}},
         "Resource": ["arn:aws:s3:::sundial-test-data", "arn:aws:s3:::sundial-test-data/*"]}]}}
      """;

  private static Properties bucket(String json) {
    return new Properties("stack.Bucket", Trees.parse(json.getBytes(UTF_8)));
  }

  @Test
  void copies() {
    put("from", "text");
    s3.copyObject(
        request ->
            request
                .sourceBucket(BUCKET)
                .sourceKey("from")
                .destinationBucket(BUCKET)
                .destinationKey("to"));
    assertThat(text("to")).isEqualTo("text");
  }

  @Test
  void failsAsS3Does() {
    assertThatThrownBy(() -> text("absent")).isInstanceOf(NoSuchKeyException.class);
    assertThatThrownBy(() -> s3.headObject(request -> request.bucket(BUCKET).key("absent")))
        .isInstanceOf(NoSuchKeyException.class);
    assertThatThrownBy(() -> s3.listObjectsV2(request -> request.bucket("absent")))
        .isInstanceOf(NoSuchBucketException.class);
    put("k", "x");
    assertError(409, "BucketNotEmpty", () -> s3.deleteBucket(request -> request.bucket(BUCKET)));
    assertError(
        501, "NotImplemented", () -> s3.getBucketWebsite(request -> request.bucket(BUCKET)));
    assertThatThrownBy(() -> s3.getBucketWebsite(request -> request.bucket(BUCKET)))
        .hasMessageContaining("GetBucketWebsite");
    assertError(
        501,
        "NotImplemented",
        () ->
            s3.putObject(
                request ->
                    request
                        .bucket(BUCKET)
                        .key("k")
                        .serverSideEncryption(ServerSideEncryption.AWS_KMS),
                RequestBody.fromString("x")));
    assertError(
        400,
        "AccessControlListNotSupported",
        () ->
            s3.putObject(
                request -> request.bucket(BUCKET).key("k").acl("public-read"),
                RequestBody.fromString("x")));
  }

  private void put(String policy) {
    s3.putBucketPolicy(request -> request.bucket(BUCKET).policy(policy));
  }

  private static String policy(String effect, String principal, String objects, String condition) {
    return """
        {"Version": "2012-10-17", "Statement": [{"Effect": "%s", "Principal": %s, "Action": "s3:GetObject",
          "Resource": "arn:aws:s3:::%s"%s}]}
        """
        .formatted(effect, principal, objects, condition);
  }

  @Test
  void aPolicyForEverybodyIsRefusedWhereThatIsBlocked() {
    String everybody = policy("Allow", "{\"AWS\": \"*\"}", BUCKET + "/*", "");
    assertError(403, "AccessDenied", () -> put(everybody));
    String anySource = ", \"Condition\": {\"ArnLike\": {\"aws:SourceArn\": \"arn:aws:sns:*:*:*\"}}";
    assertError(403, "AccessDenied", () -> put(policy("Allow", "\"*\"", BUCKET + "/*", anySource)));
    String oneAccount =
        ", \"Condition\": {\"StringEquals\": {\"aws:SourceAccount\": \"000000000000\"}}";
    put(policy("Allow", "\"*\"", BUCKET + "/*", oneAccount));
    put(policy("Allow", "{\"AWS\": \"000000000000\"}", BUCKET + "/*", ""));
    s3.deletePublicAccessBlock(request -> request.bucket(BUCKET));
    put(everybody);
  }

  @Test
  void keepsTheSettingsOfABucketUntilItIsDeleted() {
    assertError(
        404, "NoSuchBucketPolicy", () -> s3.getBucketPolicy(request -> request.bucket(BUCKET)));
    var policy = policy("Deny", "\"*\"", BUCKET + "/*", "");
    s3.putBucketPolicy(request -> request.bucket(BUCKET).policy(policy));
    assertThat(s3.getBucketPolicy(request -> request.bucket(BUCKET)).policy()).isEqualTo(policy);
    assertError(
        400,
        "MalformedPolicy",
        () -> s3.putBucketPolicy(request -> request.bucket(BUCKET).policy("{]")));
    for (String other : List.of("other/*", "*", BUCKET + "-2/*")) {
      assertError(400, "MalformedPolicy", () -> put(policy("Deny", "\"*\"", other, "")));
    }

    assertThat(
            s3.getBucketEncryption(request -> request.bucket(BUCKET))
                .serverSideEncryptionConfiguration()
                .rules()
                .getFirst()
                .applyServerSideEncryptionByDefault()
                .sseAlgorithmAsString())
        .isEqualTo("AES256");
    assertThat(
            s3.getPublicAccessBlock(request -> request.bucket(BUCKET))
                .publicAccessBlockConfiguration()
                .blockPublicPolicy())
        .isTrue();
    s3.deletePublicAccessBlock(request -> request.bucket(BUCKET));
    assertError(
        404,
        "NoSuchPublicAccessBlockConfiguration",
        () -> s3.getPublicAccessBlock(request -> request.bucket(BUCKET)));
    assertError(404, "NoSuchTagSet", () -> s3.getBucketTagging(request -> request.bucket(BUCKET)));
    s3.putBucketTagging(
        request ->
            request
                .bucket(BUCKET)
                .tagging(tagging -> tagging.tagSet(tag -> tag.key("a").value("b"))));
    assertThat(s3.getBucketTagging(request -> request.bucket(BUCKET)).tagSet())
        .extracting(tag -> tag.value())
        .containsExactly("b");
    assertThat(s3.getBucketLocation(request -> request.bucket(BUCKET)).locationConstraintAsString())
        .isNullOrEmpty();

    s3.deleteBucket(request -> request.bucket(BUCKET));
    s3.createBucket(request -> request.bucket(BUCKET));
    assertError(
        404, "NoSuchBucketPolicy", () -> s3.getBucketPolicy(request -> request.bucket(BUCKET)));
    assertError(404, "NoSuchTagSet", () -> s3.getBucketTagging(request -> request.bucket(BUCKET)));
  }

  @Test
  void servesRequestsPresignedAsTheOlderCliDoes() throws Exception {
    put("k", "text");
    var url =
        endpoint.uri() + "/" + BUCKET + "/k?AWSAccessKeyId=test&Signature=x%3D&Expires=1795237058";
    assertThat(
            http.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString())
                .body())
        .isEqualTo("text");
  }

  @Test
  void servesPresignedRequests() throws Exception {
    try (var presigner =
        S3Presigner.builder()
            .endpointOverride(endpoint.uri())
            .region(Region.US_EAST_1)
            .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build())
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b")))
            .build()) {
      var put =
          presigner.presignPutObject(
              presign ->
                  presign
                      .signatureDuration(Duration.ofMinutes(1))
                      .putObjectRequest(request -> request.bucket(BUCKET).key("k")));
      assertThat(
              http.send(
                      HttpRequest.newBuilder(put.url().toURI())
                          .PUT(BodyPublishers.ofString("text"))
                          .build(),
                      BodyHandlers.ofString())
                  .statusCode())
          .isEqualTo(200);
      var get =
          presigner.presignGetObject(
              presign ->
                  presign
                      .signatureDuration(Duration.ofMinutes(1))
                      .getObjectRequest(request -> request.bucket(BUCKET).key("k")));
      assertThat(
              http.send(HttpRequest.newBuilder(get.url().toURI()).build(), BodyHandlers.ofString())
                  .body())
          .isEqualTo("text");
    }
  }

  private void version(String bucket) {
    s3.putBucketVersioning(
        request ->
            request
                .bucket(bucket)
                .versioningConfiguration(
                    versioning -> versioning.status(BucketVersioningStatus.ENABLED)));
  }

  private PutObjectResponse put(String key, String text) {
    return s3.putObject(request -> request.bucket(BUCKET).key(key), RequestBody.fromString(text));
  }

  private String text(String key) {
    return s3.getObjectAsBytes(request -> request.bucket(BUCKET).key(key)).asUtf8String();
  }

  private static CompletedPart part(int number, String etag, String checksum) {
    return CompletedPart.builder().partNumber(number).eTag(etag).checksumCRC32(checksum).build();
  }

  private static void assertPrecondition(ThrowingCallable call) {
    assertError(412, "PreconditionFailed", call);
  }

  private static void assertError(int status, String code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            S3Exception.class,
            e -> {
              assertThat(e.statusCode()).isEqualTo(status);
              assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code);
            });
  }

  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    new Random(1).nextBytes(bytes);
    return bytes;
  }

  private static String base64(String text) throws Exception {
    return Base64.getEncoder()
        .encodeToString(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
  }
}
