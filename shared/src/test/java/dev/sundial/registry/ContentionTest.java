package dev.sundial.registry;

/** The contract on the fakes. */
class ContentionTest extends ContentionContract {
  @Override
  Lab newLab() {
    return new Lab(new FakeDynamoDb(), "registry");
  }
}
