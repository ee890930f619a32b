package dev.sundial.e2e;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives test classes the one {@link Cloud}, the one {@link WatchedCloud} or the one {@link
 * GuardedCloud}, started when the first asks and closed after the last.
 */
final class CloudExtension implements ParameterResolver, ExecutionCondition {
  private static final ExtensionContext.Namespace HERE =
      ExtensionContext.Namespace.create(CloudExtension.class);

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return Cloud.isElsewhere() && context.getTags().contains(Cloud.LOCAL)
        ? ConditionEvaluationResult.disabled(
            "needs the local cloud's clock or faults, which " + Cloud.ENDPOINT + " has not")
        : ConditionEvaluationResult.enabled("can run");
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == Cloud.class || type == WatchedCloud.class || type == GuardedCloud.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    ExtensionContext.Store store = context.getRoot().getStore(HERE);
    Class<?> type = parameter.getParameter().getType();
    if (type == GuardedCloud.class) {
      return store.computeIfAbsent(
          GuardedCloud.class, wanted -> GuardedCloud.open(), GuardedCloud.class);
    }
    return type == Cloud.class
        ? store.computeIfAbsent(Cloud.class, wanted -> Cloud.open(), Cloud.class)
        : store.computeIfAbsent(
            WatchedCloud.class, wanted -> WatchedCloud.open(), WatchedCloud.class);
  }
}
