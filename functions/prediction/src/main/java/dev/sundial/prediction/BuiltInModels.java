package dev.sundial.prediction;

import dev.sundial.lifecycle.VersionId;
import dev.sundial.naming.ModelName;
import dev.sundial.registry.ArtefactRef;
import dev.sundial.registry.ArtefactRole;
import dev.sundial.scoring.BoostedScorer;
import dev.sundial.scoring.FeatureSchema;
import dev.sundial.scoring.ForestScorer;
import dev.sundial.scoring.LinearScorer;
import dev.sundial.scoring.Scorer;
import dev.sundial.scoring.ScorerFamily;
import dev.sundial.scoring.ScorerFormat;
import dev.sundial.scoring.TreeScorer;
import dev.sundial.serving.ModelSource;
import dev.sundial.serving.Pointed;
import dev.sundial.serving.Wanted;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One tiny classifier of every family and one regression, in the jar: what there is to prime with
 * before any was trained.
 */
final class BuiltInModels implements ModelSource {
  private static final VersionId VERSION = new VersionId("20260101T000000Z-000000");
  private static final FeatureSchema SCHEMA =
      FeatureSchema.classification(
          "kind", List.of("length", "width"), List.of("small", "middle", "large"));

  private static final ModelName REGRESSION = new ModelName("regression");

  private final Map<ModelName, byte[]> scorers = new LinkedHashMap<>();

  BuiltInModels() {
    for (ScorerFamily family : ScorerFamily.values()) {
      scorers.put(name(family), ScorerFormat.write(tiny(family)));
    }
    scorers.put(REGRESSION, ScorerFormat.write(regression()));
  }

  /** Their names: one for each family, and the regression. */
  static List<ModelName> names() {
    return Stream.concat(
            Arrays.stream(ScorerFamily.values()).map(BuiltInModels::name), Stream.of(REGRESSION))
        .toList();
  }

  @Override
  public Pointed pointer(ModelName model, Patience patience) {
    return Pointed.only(wanted(model));
  }

  @Override
  public Optional<Wanted> version(ModelName model, VersionId version, Patience patience) {
    return Optional.of(wanted(model)).filter(wanted -> wanted.version().equals(version));
  }

  /** What there is of a model. */
  Wanted wanted(ModelName model) {
    byte[] bytes = bytes(model);
    ArtefactRef scorer =
        new ArtefactRef(
            ArtefactRole.SCORER,
            ScorerFormat.NAME,
            "models/" + model + "/scorer.bin",
            sha256(bytes),
            bytes.length);
    return new Wanted(model, VERSION, scorer);
  }

  @Override
  public byte[] scorer(Wanted wanted, Patience patience) {
    return bytes(wanted.model());
  }

  byte[] bytes(ModelName model) {
    byte[] bytes = scorers.get(model);
    if (bytes == null) {
      throw new IllegalArgumentException("no built-in model is called " + model);
    }
    return bytes;
  }

  private static ModelName name(ScorerFamily family) {
    return new ModelName(family.name().toLowerCase(Locale.ROOT).replace('_', '-'));
  }

  private static Scorer tiny(ScorerFamily family) {
    return switch (family) {
      case LINEAR ->
          new LinearScorer(
              SCHEMA,
              new double[] {3.5, 1.25},
              new double[] {1.5, 0.5},
              new double[] {0.1, 0.2, -0.3},
              new double[] {-1.5, 0, 1.5, -0.5, 0.25, 0.75});
      case TREE ->
          TreeScorer.builder(SCHEMA)
              .split(0, 2.5)
              .leaf(0.75, 0.25, 0)
              .split(1, 1.5)
              .leaf(0, 1, 0)
              .leaf(0, 0, 1)
              .build();
      case FOREST ->
          ForestScorer.builder(SCHEMA)
              .split(0, 2.5)
              .leaf(new int[] {0, 1}, new double[] {0.75, 0.25})
              .leaf(new int[] {1, 2}, new double[] {0.5, 0.5})
              .split(1, 1.5)
              .leaf(new int[] {1}, new double[] {1})
              .leaf(new int[] {2}, new double[] {1})
              .build();
      case BOOSTED ->
          BoostedScorer.builder(SCHEMA, 0)
              .split(0, 2.5)
              .leaf(0.5f)
              .leaf(-0.5f)
              .leaf(0.125f)
              .split(1, 1.5)
              .leaf(-0.25f)
              .leaf(0.75f)
              .build();
    };
  }

  private static Scorer regression() {
    return TreeScorer.builder(FeatureSchema.regression("weight", SCHEMA.features()))
        .split(0, 2.5)
        .leaf(1.5)
        .leaf(4.25)
        .build();
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
