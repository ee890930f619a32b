package dev.sundial.registry;

/** The contract on the fakes. */
class LinearizabilityTest extends LinearizabilityContract {
  @Override
  Lab newLab() {
    return new Lab(new FakeDynamoDb(), "registry");
  }
}
