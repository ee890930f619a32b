package dev.sundial.registry;

/** The contract on the fakes. */
class RegistryTest extends RegistryContract {
  @Override
  Lab newLab() {
    return new Lab(new FakeDynamoDb(), "registry");
  }
}
