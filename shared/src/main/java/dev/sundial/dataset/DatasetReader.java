package dev.sundial.dataset;

import dev.sundial.spec.ModelSpec;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * Reads a model's data: every object below its prefix whose key ends as {@link DataFormat} says, in
 * the order of the keys, as one stream each; others are skipped and named in the provenance.
 *
 * <p>The objects are UTF-8 with or without a byte order mark, as they are or compressed with gzip.
 * CSV is comma-separated as RFC 4180 says, with any line ends: the first line that is not blank is
 * the header, and each object's own header decides its columns; blanks around header names, numbers
 * and unquoted labels do not count. Newline-delimited JSON is one flat object a line. Blank lines
 * are skipped. Objects of both kinds may lie side by side, as long as they have the same columns.
 */
public final class DatasetReader {
  private final S3Client s3;
  private final String bucket;
  private final RowBudget budget;

  /**
   * @param bucket the data bucket
   * @param budget how much fits into memory
   */
  public DatasetReader(S3Client s3, String bucket, RowBudget budget) {
    this.s3 = s3;
    this.bucket = bucket;
    this.budget = budget;
  }

  /**
   * Reads and checks everything.
   *
   * @throws BadDataException naming bucket, key, line and column; reading again does not help
   * @throws software.amazon.awssdk.core.exception.SdkException when S3 does not answer; reading
   *     again may help
   * @throws UncheckedIOException when a stream breaks; reading again may help
   * @throws software.amazon.awssdk.core.exception.AbortedException when this thread was interrupted
   */
  public LoadedData read(ModelSpec spec) throws BadDataException {
    DataListing listing = DataListing.of(s3, bucket, spec.dataPrefix());
    Problems problems = new Problems(bucket);
    Columns columns = new Columns(spec, problems);
    List<DataProvenance.ObjectRead> objects = new ArrayList<>();
    MessageDigest all = HashedInput.sha256();
    try {
      for (DataListing.DataObject object : listing.data()) {
        objects.add(read(object, columns, problems, all, objects.isEmpty()));
      }
      problems.throwIfAny();
      Dataset dataset = columns.dataset();
      new DatasetCheck(spec.dataPrefix(), listing.keys(), problems)
          .check(dataset, columns.target());
      problems.throwIfAny();
      return new LoadedData(
          dataset,
          new DataProvenance(
              bucket,
              spec.dataPrefix(),
              HexFormat.of().formatHex(all.digest()),
              dataset.rows(),
              RepeatedRows.count(dataset),
              objects,
              listing.skipped(),
              listing.skippedCount()));
    } catch (Problems.EnoughException e) {
      problems.throwIfAny();
      throw e;
    }
  }

  private DataProvenance.ObjectRead read(
      DataListing.DataObject from,
      Columns columns,
      Problems problems,
      MessageDigest all,
      boolean first) {
    String key = from.key();
    ResponseInputStream<GetObjectResponse> object = s3.getObject(r -> r.bucket(bucket).key(key));
    ObjectRows rows =
        switch (from.format().syntax()) {
          case CSV -> new CsvRows(key, columns, problems, budget);
          case NDJSON -> new NdjsonRows(key, columns, problems, budget);
        };
    HashedInput in = new HashedInput(object, all, first, object.response().contentLength());
    parse(object, in, from, rows, problems);
    String version = object.response().versionId();
    return new DataProvenance.ObjectRead(
        key, version == null ? "" : version, in.bytes(), in.sha256Hex(), rows.rows());
  }

  private static void parse(
      ResponseInputStream<GetObjectResponse> object,
      HashedInput in,
      DataListing.DataObject from,
      ObjectRows rows,
      Problems problems) {
    boolean gzip = from.format().gzip();
    boolean whole = false;
    try {
      InputStream bytes = gzip ? new GzipInput(in) : in;
      AheadReader text = new AheadReader(new StrictUtf8(bytes, gzip));
      try {
        whole = rows.read(text);
      } finally {
        if (!whole) {
          // Closing an object in its middle would read it to its end first.
          object.abort();
        }
        text.close();
      }
      if (whole) {
        bytes.close();
      }
      if (whole && !rows.missing().isEmpty()) {
        problems.add(from.key(), 0, "", in.bytes() == 0 ? "is empty" : rows.missing());
      }
    } catch (UnreadableException e) {
      problems.add(from.key(), rows.line(), "", e.problem());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
