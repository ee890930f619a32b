package dev.sundial.local.part.dynamodb;

import com.amazonaws.services.dynamodbv2.local.server.LocalDynamoDBRequestHandler;
import com.amazonaws.services.dynamodbv2.local.server.LocalDynamoDBServerHandler;
import dev.sundial.local.lifeline.Lifeline;
import dev.sundial.local.lifeline.PortFile;
import dev.sundial.local.lifeline.ProcessLock;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * Serves DynamoDB Local on a free port of the loopback interface. Its own main class listens on
 * every interface, and cannot say which free port it took.
 */
public final class DynamoDbServer {

  private static final Logger SQLITE = Logger.getLogger("com.almworks.sqlite4java");

  private DynamoDbServer() {}

  /**
   * @param args the folder of the database, which exists, and the file the port is written to once
   *     requests are served
   */
  public static void main(String[] args) throws Exception {
    Lifeline.hold();
    Path portFile = Path.of(args[1]);
    ProcessLock.hold(portFile.resolveSibling("lock"));
    SQLITE.setLevel(Level.WARNING);
    var server = new Server(threads());
    var connector = new ServerConnector(server, 1, 1);
    connector.setHost(InetAddress.getLoopbackAddress().getHostAddress());
    server.addConnector(connector);
    server.setHandler(handler(args[0]));
    server.start();
    new PortFile(portFile).announce(connector.getLocalPort());
  }

  /** One database for all keys and regions, which the endpoint has already told apart. */
  private static LocalDynamoDBServerHandler handler(String folder) throws Exception {
    return new LocalDynamoDBServerHandler(
        new LocalDynamoDBRequestHandler(0, false, folder, true, false), "");
  }

  private static QueuedThreadPool threads() {
    return new QueuedThreadPool(32, 4);
  }
}
