package dev.sundial.local.part.s3;

import com.adobe.testing.s3mock.S3MockApplication;
import dev.sundial.local.lifeline.Lifeline;
import dev.sundial.local.lifeline.PortFile;
import dev.sundial.local.lifeline.ProcessLock;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * Serves S3Mock on a free port of the loopback interface, keeping its files. Its own main class
 * serves TLS there and plain HTTP on every interface.
 */
public final class S3Server {

  private S3Server() {}

  /**
   * @param args the folder of the objects, whose parent exists, and the file the port is written to
   *     once requests are served
   */
  public static void main(String[] args) throws Exception {
    Lifeline.hold();
    Path portFile = Path.of(args[1]);
    ProcessLock.hold(portFile.resolveSibling("lock"));
    var context =
        new SpringApplicationBuilder(S3MockApplication.class)
            .bannerMode(Banner.Mode.OFF)
            .initializers(starting -> starting.getBeanFactory().addBeanPostProcessor(new Changes()))
            .properties(Map.of("http.port", 0))
            .run(
                "--server.address=127.0.0.1",
                "--server.port=0",
                "--server.tomcat.threads.max=32",
                "--server.tomcat.threads.min-spare=4",
                "--com.adobe.testing.s3mock.store.root=" + args[0],
                "--com.adobe.testing.s3mock.store.retainFilesOnExit=true",
                "--logging.level.root=WARN");
    var port = context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    new PortFile(portFile).announce(port);
  }

  /** What no property of S3Mock changes. */
  private static final class Changes implements BeanPostProcessor {

    @Override
    public Object postProcessBeforeInitialization(Object bean, String name) {
      if (bean instanceof TomcatServletWebServerFactory factory) {
        factory.getAdditionalConnectors().clear();
      }
      return bean instanceof JsonMapper mapper ? new AtomicJsonMapper(mapper) : bean;
    }
  }
}
