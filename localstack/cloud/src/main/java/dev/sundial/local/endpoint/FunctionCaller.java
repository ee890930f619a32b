package dev.sundial.local.endpoint;

/** The execution environment a call came from, as the endpoint needs it. */
public interface FunctionCaller {

  /** Name of the function, without qualifier. */
  String functionName();

  /**
   * Notes that the invocation in flight makes an AWS call. Returns the call's number in it, from 1;
   * 0 outside one.
   */
  int begin(String service, String operation);

  /** Notes how the numbered call ended: an HTTP status, or 0 when no reply left. */
  void end(int number, int status);

  /** Kills the environment's process at once, as a crash would. */
  void kill();
}
