package dev.sundial.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** The ports the local cloud needs. */
final class Ports {

  private Ports() {}

  /**
   * @throws VerbFailed naming the port when something listens there
   */
  static void requireFree(int port, String key) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    } catch (IOException e) {
      throw new VerbFailed("port " + port + " is taken: stop what listens there, or set " + key);
    }
  }
}
