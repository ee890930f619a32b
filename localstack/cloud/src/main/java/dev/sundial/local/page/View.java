package dev.sundial.local.page;

/**
 * What a page shows, in both forms.
 *
 * @param json records, maps and lists; what the {@code .json} twin answers
 * @param body the HTML below the heading
 */
record View(String title, Object json, Html body) {}
