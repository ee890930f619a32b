package dev.sundial.local.metrics;

/** A page's buckets as bytes: small, and quick to read. */
record StoredPage(byte[] buckets) {}
