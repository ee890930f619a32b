package dev.sundial.local.endpoint;

/** Who signed a request, known by the access key. */
public sealed interface Caller {

  String accessKey();

  /** Any key the local cloud did not hand out: the account's administrator. */
  record Administrator(String accessKey) implements Caller {}

  /** A running function, known by the keys its environment was given. */
  record Function(String accessKey, FunctionCaller environment) implements Caller {}
}
