package dev.sundial.alarms;

import dev.sundial.alarms.AlarmKind.Scope;
import dev.sundial.naming.ModelName;
import dev.sundial.naming.ResourceNames;
import java.util.Optional;

/** What a stage's alarms are called, and which one a name means. */
public record AlarmNames(ResourceNames names) {
  private static final String HEALTH = "health";

  /** An alarm by its name; without a model it is the stage's. */
  public record Named(AlarmKind kind, Optional<ModelName> model) {}

  /** A stage's alarm. */
  public String of(AlarmKind kind) {
    require(kind, Scope.STAGE);
    return names.shared(kind.id());
  }

  /** A model's alarm. */
  public String of(ModelName model, AlarmKind kind) {
    require(kind, Scope.MODEL);
    return names.of(model, kind.id());
  }

  /** The composite alarm that is red while any of a model's is. */
  public String health(ModelName model) {
    return names.of(model, HEALTH);
  }

  /** Empty for a name that none of our alarms has, a composite among them. */
  public Optional<Named> find(String name) {
    for (AlarmKind kind : AlarmKind.of(Scope.STAGE)) {
      if (name.equals(of(kind))) {
        return Optional.of(new Named(kind, Optional.empty()));
      }
    }
    String prefix = names.shared("");
    return name.startsWith(prefix) ? ofModel(name.substring(prefix.length())) : Optional.empty();
  }

  private static Optional<Named> ofModel(String rest) {
    for (AlarmKind kind : AlarmKind.of(Scope.MODEL)) {
      String suffix = "-" + kind.id();
      if (rest.endsWith(suffix)) {
        try {
          ModelName model = new ModelName(rest.substring(0, rest.length() - suffix.length()));
          return Optional.of(new Named(kind, Optional.of(model)));
        } catch (IllegalArgumentException e) {
          return Optional.empty();
        }
      }
    }
    return Optional.empty();
  }

  private static void require(AlarmKind kind, Scope scope) {
    if (kind.scope() != scope) {
      throw new IllegalArgumentException(kind.id() + " is an alarm of a " + kind.scope());
    }
  }
}
