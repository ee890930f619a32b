package dev.sundial.freshness;

import dev.sundial.naming.ModelName;
import java.io.IOException;

/** How the probe predicts. */
@FunctionalInterface
interface Predicting {

  /**
   * @param row named features, as JSON
   * @throws IOException when no answer came
   */
  SignedPost.Reply predict(ModelName model, String row) throws IOException;

  /** As callers do, through the API. */
  static Predicting throughApi(SignedPost post, ApiAddress api) {
    return (model, row) -> post.send(api.predict(model), row);
  }
}
