package dev.sundial.cli;

import dev.sundial.local.LocalCloud;
import dev.sundial.local.stack.Action;
import dev.sundial.local.stack.DeploymentException;
import dev.sundial.local.stack.StackChange;
import dev.sundial.local.stack.StackResult;
import dev.sundial.local.stack.Stacks;
import dev.sundial.local.stack.StoredDeployment;
import dev.sundial.local.stack.TemplateException;
import dev.sundial.naming.ResourceNames;
import dev.sundial.naming.StageName;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A deployment into a local cloud, the first or a later one, with what follows it: data for the
 * examples that have none, and the first training of models that have no version.
 *
 * @param say tells progress
 */
record StageDeployment(Workspace workspace, LocalCloud cloud, Consumer<String> say) {

  /** Returns the trainings that are left for when it serves, where the stage local is there. */
  Optional<FirstTraining> run(Path templates, boolean fresh) throws Exception {
    List<StackResult> stacks = deploy(templates, fresh);
    String local = new ResourceNames(StageName.LOCAL).stageStack();
    if (stacks.stream().noneMatch(stack -> stack.stack().equals(local))) {
      say.accept("the stage local is not among them: nothing is trained");
      return Optional.empty();
    }
    new InboxWebhook(DeployedStage.connect(StageName.LOCAL, workspace), cloud).set();
    new FirstData(workspace, say).put();
    FirstTraining training = new FirstTraining(workspace, cloud, say);
    training.run();
    return Optional.of(training);
  }

  private List<StackResult> deploy(Path templates, boolean fresh) {
    long before = newest(cloud.stacks());
    try {
      List<StackResult> stacks = cloud.deploy(templates, fresh, event -> {});
      List<StackChange> changes =
          cloud.stacks().deployment(newest(cloud.stacks())).stream()
              .filter(deployment -> deployment.number() > before)
              .flatMap(deployment -> deployment.stacks().stream())
              .toList();
      ChangeLines.ofKnown(changes).forEach(say);
      stacks.forEach(stack -> say.accept(told(stack)));
      changes.stream()
          .filter(stack -> stack.action() == Action.REMOVE)
          .forEach(stack -> say.accept("stack " + stack.stack() + " removed"));
      return stacks;
    } catch (TemplateException | DeploymentException e) {
      throw new VerbFailed(String.valueOf(e.getMessage()));
    }
  }

  private static long newest(Stacks stacks) {
    return stacks.deployments().stream().mapToLong(StoredDeployment::number).max().orElse(0);
  }

  private static String told(StackResult stack) {
    return stack.changedNothing()
        ? "stack " + stack.stack() + " unchanged"
        : "stack %s: %d created, %d updated, %d removed"
            .formatted(stack.stack(), stack.created(), stack.updated(), stack.removed());
  }
}
