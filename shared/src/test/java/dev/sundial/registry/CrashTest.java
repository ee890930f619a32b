package dev.sundial.registry;

/** The contract on the fakes. */
class CrashTest extends CrashContract {
  @Override
  Lab newLab() {
    return new Lab(new FakeDynamoDb(), "registry");
  }

  @Override
  boolean hits(int call, Fault.Mode mode) {
    return true;
  }
}
