package dev.sundial.local.delivery;

/** A service whose resources can be delivered to. */
public interface Target {

  /** The service in the ARNs it takes, such as {@code lambda}. */
  String service();

  /** The action that whoever sends must be allowed to do to the target. */
  String action();

  /**
   * Takes a parcel; when this returns, a kill can no longer lose it.
   *
   * @throws dev.sundial.local.endpoint.AwsError when it does not take it
   */
  void deliver(Parcel parcel);
}
