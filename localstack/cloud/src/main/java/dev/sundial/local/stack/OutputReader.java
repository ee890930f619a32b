package dev.sundial.local.stack;

import java.util.ArrayList;
import java.util.List;

/** Resolves a stack's outputs. */
record OutputReader(PlannedStack stack, Intrinsics intrinsics) {

  List<StoredStack.OutputValue> read() {
    List<StoredStack.OutputValue> values = new ArrayList<>();
    for (Template.Output output : stack.template().outputs().values()) {
      if (stack.conditions().includes(output.condition())) {
        String path = stack.template().stack() + "/Outputs." + output.key();
        values.add(
            new StoredStack.OutputValue(
                output.key(),
                intrinsics.text(path + ".Value", output.value()),
                output.description(),
                output.exportName() == null
                    ? null
                    : intrinsics.text(path + ".Export.Name", output.exportName())));
      }
    }
    return values;
  }
}
