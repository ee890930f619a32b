package dev.sundial.local.stack;

import java.util.Optional;
import java.util.Set;

/**
 * How one CloudFormation resource type is made, changed and removed. The engine asks in this order:
 * {@link #read} for every resource of every stack before anything changes, then {@link #create},
 * {@link #update} or {@link #delete} one resource at a time. The process may be killed after any of
 * them and before the engine noted it; the next deploy asks again, so each must stand being
 * repeated.
 *
 * @param <D> the declaration: the resource's properties, read and checked
 */
public interface ResourceType<D> {

  /** Such as {@code AWS::SQS::Queue}. */
  String name();

  /**
   * What {@code Fn::GetAtt} may ask for, such as {@code Arn}. {@link #create} and {@link #update}
   * give a value for each of them.
   */
  Set<String> attributes();

  /**
   * Reads the declaration; changes nothing. Every property that is implemented is asked for here;
   * one that was not asked for is refused by the engine, except those that {@link Inert} lists,
   * which never come here. While a template is only being checked, values of resources that do not
   * exist yet are placeholders: see {@link Pending}.
   *
   * @throws TemplateException naming the property, when a value is not supported; {@link
   *     Properties#problem} notes one and reads on, so that a user sees them all
   */
  D read(Properties properties);

  /**
   * The name the template gives the resource where such names are unique in the account; empty when
   * a name is made up (from {@link Deployment#physicalName}). The engine refuses two resources of
   * one name, and a replacement that would keep the name, before anything changes.
   */
  default Optional<String> givenName(D declaration) {
    return Optional.empty();
  }

  /**
   * Object keys of the file assets it needs, such as {@code <hash>.zip}; one that the {@code
   * cdk.out} lacks is refused before anything changes.
   */
  default Set<String> assetKeys(D declaration) {
    return Set.of();
  }

  /**
   * Makes it. One that is there already was left by an interrupted create, or kept by a
   * DeletionPolicy: it is taken over with its data.
   */
  Resource create(D declaration, Deployment deployment);

  /**
   * Why the change cannot be made in place and needs a new physical resource; empty when it can.
   * Looks at the declarations only: it is asked before anything changes. The engine then creates
   * the new one, re-points what refers to it and deletes the old one.
   */
  Optional<String> replacement(D before, D after);

  /**
   * Brings an existing resource to what {@code after} says. An interrupted update may have left
   * parts of it already changed, so everything that {@code after} says is set.
   */
  Resource update(Resource existing, D before, D after, Deployment deployment);

  /**
   * What would be lost if it were deleted, such as {@code 3 objects}; empty when nothing would. The
   * engine refuses to delete or replace what holds data unless that was allowed.
   */
  default Optional<String> holds(Resource existing) {
    return Optional.empty();
  }

  /** Removes it with what it holds; already gone is fine. */
  void delete(Resource existing, Deployment deployment);
}
