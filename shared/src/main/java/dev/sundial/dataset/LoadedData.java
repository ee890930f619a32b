package dev.sundial.dataset;

/** A dataset and where it came from. */
public record LoadedData(Dataset dataset, DataProvenance provenance) {}
