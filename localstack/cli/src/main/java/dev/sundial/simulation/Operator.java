package dev.sundial.simulation;

import dev.sundial.naming.ModelName;

/** Does what the runbook says, as a person does with the verbs. */
public interface Operator {

  /** Goes back to the version before, which pins it. */
  void rollBack(ModelName model, String why);

  /** Lets runs promote again. */
  void unpin(ModelName model);

  /** Sends back everything that lies in failure queues; returns how much. */
  int redrive();
}
