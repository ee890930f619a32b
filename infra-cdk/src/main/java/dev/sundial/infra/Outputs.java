package dev.sundial.infra;

import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;

/** A stack's outputs, under exactly the names that the launcher looks for. */
record Outputs(Stack stack) {

  void add(String name, String value) {
    CfnOutput output = CfnOutput.Builder.create(stack, "Output" + name).value(value).build();
    output.overrideLogicalId(name);
  }
}
