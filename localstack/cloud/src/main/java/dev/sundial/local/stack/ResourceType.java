package dev.sundial.local.stack;

/**
 * How one CloudFormation resource type is made, changed and removed.
 *
 * @param <D> the declaration: the resource's properties, read and checked
 */
public interface ResourceType<D> {

  /** Such as {@code AWS::SQS::Queue}. */
  String name();

  /**
   * Reads the declaration; changes nothing. Every property that is implemented is asked for here;
   * one that was not asked for is refused by the engine. While a template is only being checked,
   * values of resources that do not exist yet are placeholder texts.
   *
   * @throws TemplateException naming the property, when a value is not supported
   */
  D read(Properties properties);

  Resource create(D declaration, Deployment deployment);

  /**
   * Brings an existing resource to the new declaration.
   *
   * @return in place, or that it must be replaced (the engine then creates the new one, re-points
   *     what refers to it and deletes the old one)
   */
  Update update(Resource existing, D before, D after, Deployment deployment);

  /** Removes it; already gone is fine. */
  void delete(Resource existing, Deployment deployment);

  /** What became of an update. */
  sealed interface Update {
    /** The same physical resource, changed or not. */
    record InPlace(Resource resource) implements Update {}

    /** A new physical resource is needed. */
    record Replace(String reason) implements Update {}
  }
}
