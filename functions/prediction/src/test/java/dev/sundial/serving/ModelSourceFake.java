package dev.sundial.serving;

import dev.sundial.lifecycle.VersionId;
import dev.sundial.naming.ModelName;
import dev.sundial.registry.ArtefactRef;
import dev.sundial.registry.ArtefactRole;
import dev.sundial.scoring.Scorer;
import dev.sundial.scoring.ScorerFormat;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A registry in memory that can be told to fail, and remembers what it was asked. */
public final class ModelSourceFake implements ModelSource {
  private final Map<ModelName, Wanted> pointers = new HashMap<>();
  private final Map<ModelName, Wanted> previous = new HashMap<>();
  private final List<Wanted> registered = new ArrayList<>();
  private final Map<Wanted, byte[]> scorers = new HashMap<>();

  /** What it was asked: {@code look iris LITTLE}, {@code load 20261120T000001Z-000000 MUCH}. */
  public final List<String> asked = new ArrayList<>();

  public boolean pointersFail;
  public boolean scorersFail;

  /** Registers a version and moves the pointer to it. */
  public Wanted promote(ModelName model, int number, Scorer scorer) {
    return promote(model, number, ScorerFormat.NAME, ScorerFormat.write(scorer));
  }

  public Wanted promote(ModelName model, int number, String format, byte[] bytes) {
    ArtefactRef ref =
        new ArtefactRef(
            ArtefactRole.SCORER,
            format,
            "models/" + model + "/" + number,
            hash(bytes),
            bytes.length);
    Wanted wanted = new Wanted(model, version(number), ref);
    scorers.put(wanted, bytes);
    registered.add(wanted);
    point(wanted);
    return wanted;
  }

  public void point(Wanted wanted) {
    Wanted before = pointers.put(wanted.model(), wanted);
    if (before != null && !before.equals(wanted)) {
      previous.put(wanted.model(), before);
    }
  }

  public void clear(ModelName model) {
    pointers.remove(model);
  }

  /** Makes what is stored other than what the registry says. */
  public void spoil(Wanted wanted) {
    scorers.remove(wanted);
  }

  public void repair(Wanted wanted, Scorer scorer) {
    scorers.put(wanted, ScorerFormat.write(scorer));
  }

  public static VersionId version(int number) {
    return new VersionId(String.format("20261120T%06dZ-000000", number));
  }

  @Override
  public Pointed pointer(ModelName model, Patience patience) throws UnavailableException {
    asked.add("look " + model + " " + patience);
    failWithoutTable();
    return new Pointed(
        Optional.ofNullable(pointers.get(model)),
        registered.stream()
            .filter(wanted -> wanted.model().equals(model))
            .map(Wanted::version)
            .max(Comparator.comparing(VersionId::value)),
        Optional.ofNullable(previous.get(model)).map(Wanted::version));
  }

  @Override
  public Optional<Wanted> version(ModelName model, VersionId version, Patience patience)
      throws UnavailableException {
    asked.add("find " + version + " " + patience);
    failWithoutTable();
    return registered.stream()
        .filter(wanted -> wanted.model().equals(model) && wanted.version().equals(version))
        .findFirst();
  }

  private void failWithoutTable() throws UnavailableException {
    if (pointersFail) {
      throw new UnavailableException("no table", new IOException("no table"));
    }
  }

  @Override
  public byte[] scorer(Wanted wanted, Patience patience)
      throws UnavailableException, BadArtefactException {
    asked.add("load " + wanted.version() + " " + patience);
    if (scorersFail) {
      throw new UnavailableException("no bucket", new IOException("no bucket"));
    }
    byte[] bytes = scorers.get(wanted);
    if (bytes == null) {
      throw new BadArtefactException("has another SHA-256");
    }
    return bytes;
  }

  private static String hash(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
