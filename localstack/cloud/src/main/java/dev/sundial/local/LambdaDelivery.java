package dev.sundial.local;

import dev.sundial.local.delivery.Functions;
import dev.sundial.local.lambda.Lambda;

/** Schedules and rules deliver to functions. */
record LambdaDelivery(Lambda lambda) implements Functions {

  @Override
  public void invokeAsync(String function, byte[] payload, String source) {
    lambda.invokeAsync(function, payload, source);
  }
}
