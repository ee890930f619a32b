package dev.sundial.dataset;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.sundial.spec.ModelSpec;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * Reads a model's data: every object below its prefix whose key ends in {@code .csv}, in the order
 * of the keys, as one stream each; others are skipped and named in the provenance.
 *
 * <p>The objects are UTF-8 with or without a byte order mark, comma-separated as RFC 4180 says,
 * with any line ends. The first line that is not blank is the header, and each object's own header
 * decides its columns. Blanks around header names, numbers and unquoted labels do not count; blank
 * lines are skipped.
 */
public final class DatasetReader {
  /** Longest field, in characters. */
  static final int LONGEST_FIELD = 64 * 1024;

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
      for (String key : listing.csv()) {
        objects.add(read(key, columns, problems, all));
      }
      problems.throwIfAny();
      Dataset dataset = columns.dataset();
      new DatasetCheck(spec.dataPrefix(), listing.csv(), problems).check(dataset, columns.target());
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
      String key, Columns columns, Problems problems, MessageDigest all) {
    ResponseInputStream<GetObjectResponse> object = s3.getObject(r -> r.bucket(bucket).key(key));
    CsvRows rows = new CsvRows(key, columns, problems, budget);
    boolean whole = false;
    try {
      HashedInput in = new HashedInput(object, all, object.response().contentLength());
      whole = parse(in, rows, key, problems);
      if (whole && !rows.headerRead()) {
        problems.add(key, 0, "", in.bytes() == 0 ? "is empty" : "has no header, only blank lines");
      }
      String version = object.response().versionId();
      return new DataProvenance.ObjectRead(
          key, version == null ? "" : version, in.bytes(), in.sha256Hex(), rows.rows());
    } finally {
      end(object, whole);
    }
  }

  /** Closing an object in its middle would read it to its end first. */
  private static void end(ResponseInputStream<GetObjectResponse> object, boolean whole) {
    if (!whole) {
      object.abort();
      return;
    }
    try {
      object.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether the object was read to its end. */
  @SuppressWarnings("resource") // the caller ends the stream, and nothing else is held
  private static boolean parse(InputStream in, CsvRows rows, String key, Problems problems) {
    CsvReader<CsvRows> csv =
        CsvReader.builder()
            .maxBufferSize(LONGEST_FIELD)
            .allowUnclosedQuote(false)
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .build(rows, new StrictUtf8(in));
    try {
      Iterator<CsvRows> records = csv.iterator();
      while (records.hasNext()) {
        records.next();
        if (rows.unreadable()) {
          return false;
        }
      }
      return true;
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof StrictUtf8.NotUtf8Exception notUtf8) {
        problems.add(key, rows.line(), "", notUtf8.problem());
        return false;
      }
      throw e;
    } catch (CsvParseException e) {
      problems.add(key, rows.line(), "", malformed(e));
      return false;
    }
  }

  /** What is wrong with the CSV; whatever else broke the parser off is thrown on. */
  private static String malformed(CsvParseException e) {
    return switch (e.getCause()) {
      case CsvParseException cause -> malformed(String.valueOf(cause.getMessage()));
      case RuntimeException cause -> throw cause;
      case Error cause -> throw cause;
      case null, default -> throw e;
    };
  }

  private static String malformed(String message) {
    return message.contains("buffer size")
        ? "holds a field longer than " + LONGEST_FIELD + " characters; is a quote left open?"
        : "is not CSV: " + message;
  }
}
