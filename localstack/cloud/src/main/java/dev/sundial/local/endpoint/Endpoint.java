package dev.sundial.local.endpoint;

import dev.sundial.local.fault.Faults;
import java.net.BindException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The AWS endpoint: an HTTP server on the loopback interface only. */
public final class Endpoint implements AutoCloseable {
  private final Server server;
  private final ServerConnector connector;

  /**
   * @param port 0 takes a free one
   * @param services one per signing name
   * @param callers the running functions' environments
   * @param faults what is planted
   * @param gate decides who may do what
   * @param pages answers everything below {@code /_sundial}
   */
  public Endpoint(
      int port,
      List<AwsService> services,
      Callers callers,
      Faults faults,
      Gate gate,
      PageHandler pages) {
    Map<String, AwsService> byName =
        services.stream().collect(Collectors.toMap(AwsService::signingName, Function.identity()));
    this.server = new Server(threads());
    this.connector = connector(server, port);
    server.addConnector(connector);
    server.setHandler(new EndpointHandler(new Dispatcher(byName, callers, faults, gate), pages));
    server.setErrorHandler(new PlainErrors());
  }

  /** Threads of a server whose requests may block: virtual ones serve, few platform ones listen. */
  public static QueuedThreadPool threads() {
    QueuedThreadPool pool = new QueuedThreadPool(16, 4);
    pool.setVirtualThreadsExecutor(Executors.newVirtualThreadPerTaskExecutor());
    pool.setDaemon(true);
    return pool;
  }

  /** A connector bound to the loopback interface that takes every URI as it comes. */
  public static ServerConnector connector(Server server, int port) {
    HttpConfiguration configuration = new HttpConfiguration();
    configuration.setSendServerVersion(false);
    configuration.setSendDateHeader(false);
    configuration.setRequestHeaderSize(64 * 1024);
    configuration.setResponseHeaderSize(64 * 1024);
    configuration.setUriCompliance(UriCompliance.UNSAFE);
    configuration.setHttpCompliance(HttpCompliance.RFC7230);
    ServerConnector connector =
        new ServerConnector(server, 1, 1, new HttpConnectionFactory(configuration));
    connector.setHost("127.0.0.1");
    connector.setPort(port);
    connector.setIdleTimeout(20 * 60 * 1000L);
    return connector;
  }

  /**
   * @throws BindException when the port is taken
   */
  public void start() throws Exception {
    server.start();
  }

  public int port() {
    return connector.getLocalPort();
  }

  @Override
  public void close() throws Exception {
    server.stop();
  }
}
