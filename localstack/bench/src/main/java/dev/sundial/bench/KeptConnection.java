package dev.sundial.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP/1.1 connection to a server of this machine that sends the same request again and again;
 * it is opened anew when the server has closed it. It costs little, and the same for every server.
 */
final class KeptConnection implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 30_000;

  private final int port;
  private final byte[] request;
  private @Nullable Socket socket;
  private InputStream in = InputStream.nullInputStream();
  private byte[] body = new byte[0];

  KeptConnection(int port, String path, String json) {
    this.port = port;
    byte[] sent = json.getBytes(UTF_8);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(
        ("POST "
                + path
                + " HTTP/1.1\r\nHost: 127.0.0.1:"
                + port
                + "\r\nContent-Type: application/json\r\nAccept: */*\r\nContent-Length: "
                + sent.length
                + "\r\n\r\n")
            .getBytes(ISO_8859_1));
    all.writeBytes(sent);
    this.request = all.toByteArray();
  }

  /** Sends the request and reads the answer; returns its status. */
  int send() throws IOException {
    Socket open = socket;
    if (open == null) {
      open = new Socket(InetAddress.getByName("127.0.0.1"), port);
      open.setTcpNoDelay(true);
      open.setSoTimeout(PATIENCE_MILLIS);
      in = new BufferedInputStream(open.getInputStream(), 16 * 1024);
      socket = open;
    }
    open.getOutputStream().write(request);
    String[] status = line().split(" ", 3);
    if (status.length < 2) {
      throw new IOException("the server on port " + port + " closed without an answer");
    }
    if (!answer()) {
      close();
    }
    return Integer.parseInt(status[1]);
  }

  /** The body of the last answer. */
  String body() {
    return new String(body, UTF_8);
  }

  /** Reads headers and body; whether the connection stays. */
  private boolean answer() throws IOException {
    int length = 0;
    boolean chunked = false;
    boolean stays = true;
    for (String line = line(); !line.isEmpty(); line = line()) {
      String header = line.toLowerCase(Locale.ROOT);
      if (header.startsWith("content-length:")) {
        length = Integer.parseInt(header.substring(15).strip());
      }
      chunked |= header.startsWith("transfer-encoding:") && header.contains("chunked");
      stays &= !(header.startsWith("connection:") && header.contains("close"));
    }
    body = chunked ? chunks() : in.readNBytes(length);
    return stays;
  }

  private byte[] chunks() throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int size = size(); size > 0; size = size()) {
      all.writeBytes(in.readNBytes(size));
      line();
    }
    line();
    return all.toByteArray();
  }

  private int size() throws IOException {
    return Integer.parseInt(line().strip(), 16);
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
      if (next != '\r') {
        line.append((char) next);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    if (socket != null) {
      socket.close();
      socket = null;
    }
  }
}
