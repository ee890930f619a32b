package dev.sundial.e2e;

/** Rows of the iris data, as the API takes them. */
final class Flowers {
  static final String SETOSA =
      """
      {"sepal length (cm)":5.1,"sepal width (cm)":3.5,"petal length (cm)":1.4,"petal width (cm)":0.2}
      """;
  static final String VIRGINICA =
      """
      {"sepal length (cm)":6.3,"sepal width (cm)":3.3,"petal length (cm)":6.0,"petal width (cm)":2.5}
      """;

  private Flowers() {}
}
