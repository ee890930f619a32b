package dev.sundial.local.page;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.endpoint.AwsRequest;
import dev.sundial.local.endpoint.AwsResponse;
import dev.sundial.local.endpoint.Headers;
import dev.sundial.local.stack.Stacks;
import dev.sundial.local.stack.TemplateException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /_sundial/diff} tells what a deployment would do, {@code POST /_sundial/deploy} does
 * it. Both take {@code {"assembly": "…/cdk.out", "build": "…"}}; the answer of the second is one
 * object a line: {@code say}, and at the end {@code done} or {@code failed}.
 */
final class DeploymentHand {
  private final Stacks stacks;
  private final AtomicReference<@Nullable Redeployment> redeployment = new AtomicReference<>();
  private final ReentrantLock deploying = new ReentrantLock();

  DeploymentHand(Stacks stacks) {
    this.stacks = stacks;
  }

  void onDeploy(Redeployment how) {
    redeployment.set(how);
  }

  AwsResponse diff(AwsRequest request) {
    try {
      return AwsResponse.of(
          200, "application/json", stacks.preview(assembly(body(request))).json());
    } catch (TemplateException e) {
      return Answers.error(new AwsError(400, "BadRequest", String.valueOf(e.getMessage())));
    } catch (AwsError e) {
      return Answers.error(e);
    }
  }

  AwsResponse deploy(AwsRequest request) {
    try {
      ObjectNode body = body(request);
      Path assembly = assembly(body);
      String build = body.path("build").asText("");
      Redeployment how = redeployment.get();
      if (how == null) {
        throw new AwsError(409, "Conflict", "the local cloud is not ready yet");
      }
      return new AwsResponse(
          200,
          Headers.of(Map.of("Content-Type", "application/jsonl")),
          new AwsResponse.Body.Streamed(out -> deploy(how, assembly, build, out)));
    } catch (AwsError e) {
      return Answers.error(e);
    }
  }

  private void deploy(Redeployment how, Path assembly, String build, OutputStream out)
      throws IOException {
    if (!deploying.tryLock()) {
      tell(out, "failed", "a deployment is in progress");
      return;
    }
    try {
      how.deploy(assembly, build, line -> say(out, line));
      tell(out, "done", "");
    } catch (Exception e) {
      tell(out, "failed", e.getMessage() == null ? e.toString() : e.getMessage());
    } finally {
      deploying.unlock();
    }
  }

  /** Whoever asked may be gone; the deployment goes on. */
  private static void say(OutputStream out, String line) {
    try {
      tell(out, "say", line);
    } catch (IOException e) {
      // Nobody listens any more.
    }
  }

  private static void tell(OutputStream out, String what, String text) throws IOException {
    out.write(Pages.MAPPER.writeValueAsBytes(Map.of(what, text)));
    out.write('\n');
    out.flush();
  }

  private static ObjectNode body(AwsRequest request) {
    if (!request.method().equals("POST")) {
      throw new AwsError(405, "MethodNotAllowed", "diff and deploy know POST");
    }
    return ClockHand.parse(request.bytes());
  }

  private static Path assembly(ObjectNode body) {
    Path folder = Path.of(body.path("assembly").asText(""));
    if (!folder.isAbsolute() || !Files.isRegularFile(folder.resolve("manifest.json"))) {
      throw new AwsError(
          400, "BadRequest", "assembly must be the whole path of a cdk.out, was " + folder);
    }
    return folder;
  }
}
