package dev.sundial.local.page;

import java.nio.file.Path;
import java.util.function.Consumer;

/** Deploys into the local cloud while it runs. */
@FunctionalInterface
public interface Redeployment {

  /**
   * @param assembly a {@code cdk.out}
   * @param build name of the build that asks for it
   * @param say hears of progress, a line at a time
   * @throws Exception whose message is for the user
   */
  void deploy(Path assembly, String build, Consumer<String> say) throws Exception;
}
