package dev.sundial.authorizer;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.sundial.auth.TokenRules;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.util.Map;
import java.util.function.Consumer;
import org.crac.Core;
import org.crac.Resource;

/**
 * The Lambda that API Gateway asks who may call. Under SnapStart it is primed before the snapshot,
 * and trusts no key it read before once it is restored.
 */
public final class AuthorizerHandler implements RequestStreamHandler, Resource {
  private final IssuerKeys keys;
  private final Authorization authorization;

  /** Wires the function from its environment. */
  public AuthorizerHandler() {
    this(System.getenv(), new HttpDocuments(), Clock.systemUTC(), System.out::println);
    Core.getGlobalContext().register(this);
  }

  /**
   * @param log takes lines without their end
   */
  AuthorizerHandler(
      Map<String, String> environment,
      PublishedKeys.Documents documents,
      Clock clock,
      Consumer<String> log) {
    TokenRules rules = TokenRules.from(environment);
    this.keys = new IssuerKeys(new PublishedKeys(rules, documents), clock, log);
    this.authorization = new Authorization(new TokenVerifier(rules, keys, clock), log);
  }

  /**
   * @throws KeysUnavailableException when nothing can be said of a token
   */
  @Override
  public void handleRequest(InputStream event, OutputStream answer, Context context)
      throws IOException {
    answer.write(authorization.answer(event.readNBytes(AuthorizerEvent.MAX_BYTES + 1)));
  }

  /** Succeeds without network. */
  @Override
  public void beforeCheckpoint(org.crac.Context<? extends Resource> context) throws Exception {
    Priming.run();
    afterRestore(context);
  }

  @Override
  public void afterRestore(org.crac.Context<? extends Resource> context) {
    keys.forget();
  }
}
